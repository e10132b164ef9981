import { describe, expect, it } from 'vitest';
import { file, lines, nginx, podscope, scenario } from './command-line.ts';

describe('--output kubectl', () => {
  it('keeps the order of typing, whichever command returns first', () => {
    const rows = lines(
      podscope(
        'run',
        nginx,
        '--until',
        '6s',
        '--output',
        'kubectl',
        '--action',
        '4s kubectl delete pod nginx',
        '--action',
        '4s kubectl get pods',
        '--action',
        '0s kubectl get nodes -o name',
      ).stdout,
    );
    expect(rows.map(({ command }) => command)).toEqual([
      'kubectl create -f nginx.yaml',
      'kubectl get nodes -o name',
      'kubectl delete pod nginx',
      'kubectl get pods',
    ]);
  });
});

describe('several inputs', () => {
  it('are reported in the order given, plain manifests together at the place of the first', () => {
    const other = file('other one.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: { name: other }\n');
    const inputs = [scenario('first'), nginx, scenario('last'), other];
    const rows = lines(podscope('run', ...inputs, '--until', '1s', '--output', 'kubectl').stdout);
    expect(rows.map(({ scenario: name, command }) => `${String(name)}: ${String(command)}`)).toEqual([
      'first: kubectl get pods',
      'nginx: kubectl create -f nginx.yaml',
      "nginx: kubectl create -f 'other one.yaml'",
      'last: kubectl get pods',
    ]);
    expect(rows[2]?.['stdout']).toBe('namespace/other created\n');
  });
  it('are a line each in --output trace, with the name of the scenario', () => {
    const { stdout } = podscope('run', scenario('first'), scenario('last'), '--output', 'trace');
    const rows = lines(stdout) as readonly { scenario: string; trace: { scenario: { name: string } } }[];
    expect(rows.map(({ scenario: name, trace }) => [name, trace.scenario.name])).toEqual([
      ['first', 'first'],
      ['last', 'last'],
    ]);
  });
  it('that are one input give the bare trace', () => {
    const [trace] = lines(podscope('run', scenario('alone'), '--output', 'trace').stdout);
    expect(trace).toMatchObject({ format: 1, scenario: { name: 'alone' } });
  });
});
