import { describe, expect, it } from 'vitest';
import { at } from '../../../../src/kubernetes/api/fields.ts';
import { kubectl, type Stored } from '../answering.ts';

const pod: Stored = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'default', labels: { app: 'web' }, ...{ uid: 'u-1' } },
  ...{
    spec: { nodeName: 'worker-1', containers: [{ name: 'main', image: 'nginx', livenessProbe: {} }] },
    status: { phase: 'Running' },
  },
};
const change = (command: string) => {
  const { changes, ...said } = kubectl(command, [pod]);
  const [first] = changes;
  return { ...said, path: first?.path, body: first !== undefined && 'body' in first ? first.body : undefined };
};

describe('kubectl debug', () => {
  it('adds a container to a Pod that runs, through a path of its own', () => {
    const made = change('debug web --image=busybox -c helper --target=main --profile=general -- sleep 1');
    expect(made).toMatchObject({
      code: 0,
      stderr: '',
      path: '/api/v1/namespaces/default/pods/web/ephemeralcontainers',
    });
    expect(made.stdout).toMatch(/^Targeting container "main"\. If you don't see processes from this container/);
    expect(made.body).toMatchObject({
      spec: {
        ephemeralContainers: [
          {
            name: 'helper',
            image: 'busybox',
            command: ['sleep', '1'],
            targetContainerName: 'main',
            securityContext: { capabilities: { add: ['SYS_PTRACE'] } },
          },
        ],
      },
    });
  });
  it('draws a name, the same in each run', () => {
    const [first, second] = [change('debug web --image=busybox'), change('debug web --image=busybox')];
    expect(first.stdout).toMatch(/^Defaulting debug container name to debugger-[bcdfghjklmnpqrstvwxz2456789]{5}\.\n$/);
    expect(first).toEqual(second);
  });
  it('copies a Pod with other images, without its node, and without its probes where a container comes in', () => {
    expect(change('debug web --copy-to=twin --set-image=*=nginx:2 --profile=general').body).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'twin', namespace: 'default' },
      spec: { containers: [{ name: 'main', image: 'nginx:2', livenessProbe: {} }] },
    });
    const { body } = change('debug web --copy-to=twin --image=busybox -c helper --profile=general');
    expect(body).toMatchObject({ spec: { shareProcessNamespace: true } });
    expect(at(body, 'spec', 'containers')).toEqual([
      { name: 'main', image: 'nginx' },
      expect.objectContaining({ name: 'helper', image: 'busybox' }),
    ]);
  });
  it('refuses flags that do not go together', () => {
    const problems = {
      'debug web': 'you must specify --image when not using --copy-to.',
      'debug web --replace --image=x': '--replace may only be used with --copy-to.',
      'debug --image=x': 'NAME or filename is required for debug',
      'debug web --image=x -t': '-i/--stdin is required for containers with -t/--tty=true',
    };
    for (const [command, problem] of Object.entries(problems))
      expect(change(command).stderr).toBe(`error: ${problem}\n`);
  });
});

describe('kubectl port-forward', () => {
  it('wants an object and ports', () => {
    expect(change('port-forward web').stderr).toBe(
      "error: TYPE/NAME and list of ports are required for port-forward\nSee 'kubectl port-forward -h' for help and examples\n",
    );
    expect(change('port-forward web 80:http').stderr).toBe("error: Pod 'web' does not have a named port 'http'\n");
  });
});
