import { describe, expect, it } from 'vitest';
import { lines, nginx, podscope } from './command-line.ts';

function printed(...typed: readonly string[]) {
  const actions = typed.flatMap((command) => ['--action', `4s kubectl ${command}`]);
  const { stdout, stderr } = podscope('run', nginx, '--until', '6s', '--output', 'kubectl', ...actions);
  return { rows: lines(stdout).slice(1), notes: stderr };
}

describe('what PodScope does not model', () => {
  it('is not called unknown: attach, proxy and kustomize are commands of kubectl', () => {
    const { rows } = printed('attach nginx', '-n default proxy', 'kustomize .', 'cluster-info dump');
    expect(rows.map(({ stdout, stderr, code }) => [stdout, stderr, code])).toEqual([
      ['', 'error: PodScope does not model "kubectl attach" yet\n', 1],
      ['', 'error: PodScope does not model "kubectl proxy" yet\n', 1],
      ['', 'error: PodScope does not model "kubectl kustomize" yet\n', 1],
      ['', 'error: PodScope does not model "kubectl cluster-info dump" yet\n', 1],
    ]);
  });
  it('leaves kubectl its own words for what kubectl does not know', () => {
    expect(printed('fly pods').rows[0]).toMatchObject({
      stderr: 'error: unknown command "fly" for "kubectl"\n',
      code: 1,
    });
  });
  it('is said of a command in a container, and is no matter of the manifest', () => {
    const { rows, notes } = printed(
      'exec nginx -- ls -l /',
      "exec nginx -- sh -c 'echo here; id'",
      'exec nginx -- df -h',
      'exec nginx -- echo hi',
    );
    expect(rows.map(({ stdout, stderr, code }) => [stdout, stderr, code])).toEqual([
      ['', 'error: PodScope does not model the files of the image in /\n', 1],
      ['here\n', 'error: PodScope does not model the command "id" in a container\n', 1],
      ['', 'error: PodScope does not model the command "df" in a container\n', 1],
      ['hi\n', '', 0],
    ]);
    expect(notes).toBe('');
  });
});
