import { describe, expect, it } from 'vitest';
import { ContainerProcess } from '../../../src/kubernetes/node/programs/container-process.ts';
import { shellPrograms } from '../../../src/kubernetes/node/programs/shell.ts';

const noFiles = { read: () => undefined, write: () => undefined, remove: () => false, list: () => undefined };

function processOf(image: string, command: readonly string[], args: readonly string[], stdin = false) {
  const clock = { ms: 0 };
  const process = new ContainerProcess({
    image,
    command,
    args,
    stdin,
    env: {},
    files: noFiles,
    behaviour: undefined,
    memoryLimit: undefined,
    shell: shellPrograms,
    now: () => clock.ms,
    notModelled: () => undefined,
  });
  process.start();
  return {
    process,
    at: (ms: number) => {
      clock.ms = ms;
      process.advance();
      return process.ended;
    },
  };
}

describe('what a container runs', () => {
  it('is its arguments alone, where the image has no entrypoint of its own', () => {
    const { at } = processOf('busybox:1.28', [], ['sleep', '3']);
    expect(at(2_999)).toBeUndefined();
    expect(at(3_000)).toEqual({ code: 0 });
  });

  it('is the command with the arguments after it', () => {
    const { process } = processOf('busybox:1.28', ['echo'], ['one', 'two']);
    expect(process.log).toBe('one two\n');
  });

  it('is what stands in the image, when nothing is given: a shell ends at once, unless it waits for input', () => {
    expect(processOf('busybox:1.28', [], []).process.ended).toEqual({ code: 0 });
    expect(processOf('busybox:1.28', [], [], true).at(60_000)).toBeUndefined();
  });

  it.each([
    ['busybox:1.28', ['slep', '3'], 'exec: "slep": executable file not found in $PATH'],
    ['busybox:1.28', ['bash', '-c', 'true'], 'exec: "bash": executable file not found in $PATH'],
    ['busybox:1.28', ['exit', '1'], 'exec: "exit": executable file not found in $PATH'],
    ['nginx:1.27', ['/bin/ash'], 'exec: "/bin/ash": stat /bin/ash: no such file or directory'],
    ['nginx:1.27', ['bash'], undefined],
    ['busybox:1.28', ['nslookup', 'web'], undefined],
    ['busybox:1.28', ['/scripts/run'], undefined],
    ['example.com/shop:1', ['shopd'], undefined],
  ])('in %s, %j is found or not', (image, command, problem) => {
    expect(processOf(image, command, []).process.cannotStart()).toBe(problem);
  });

  it('is still a web server, where the arguments are those of the web server', () => {
    expect(processOf('nginx:1.27', [], ['nginx', '-g', 'daemon off;']).process.http(80, '/')).toBe(200);
  });
});
