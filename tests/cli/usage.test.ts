import { describe, expect, it } from 'vitest';
import { file, nginx, podscope, scenario } from './command-line.ts';

const usage = /\n\nusage: podscope run FILE/;

describe('podscope, used badly', () => {
  it('tells on standard error how it is meant, and leaves standard output empty', () => {
    for (const words of [[], ['walk'], ['run'], ['run', nginx, '--outputs', 'kubectl'], ['run', nginx, '--until']]) {
      const { stdout, stderr, code } = podscope(...words);
      expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
      expect(stderr).toMatch(usage);
    }
  });
  it('explains itself on standard output when it is asked to', () => {
    const { stdout, code } = podscope('--help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^usage: podscope run FILE/);
    expect(podscope('run', '--help')).toEqual({ stdout, stderr: '', code: 0 });
  });
  it('takes a whole number of nodes, at least one', () => {
    for (const count of ['0', '-1', 'many', '2.5', ''])
      expect(podscope('run', nginx, '--nodes', count)).toEqual({
        stdout: '',
        stderr: `podscope: --nodes ${count}: write a whole number from 1 to 5000\n`,
        code: 2,
      });
  });
  it('takes either --nodes or --cluster, not both', () => {
    const { stderr, code } = podscope('run', nginx, '--nodes', '2', '--cluster', nginx);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^podscope: of --nodes and --cluster only one may be given\n/);
  });
});

describe('what cannot be run', () => {
  it('is a command whose quote does not close, in a scenario and in --action', () => {
    const path = scenario('quote', '{ at: 0s, kubectl: get pods }\n    - kubectl: label pod nginx "a=b');
    expect(podscope('run', path, '--output', 'kubectl')).toEqual({
      stdout: '',
      stderr: `podscope: ${path}:8:16: spec.actions[1].kubectl: this command has an unterminated double quote; close it, or put a backslash before it\n`,
      code: 2,
    });
    const { stdout, stderr, code } = podscope('run', nginx, '--action', "1s kubectl get 'pods");
    expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
    expect(stderr).toContain(`--action '1s kubectl get 'pods': unterminated single quote`);
  });
  it('is told from the first line to the last', () => {
    const path = file(
      'mistakes.yaml',
      'apiVersion: podscope.dev/v1\nkind: Scenario\nmetadata: { name: mistakes }\nspec:\n  view: {}\n  actions:\n    - { at: soon, kubectl: get pods }\n  until: never\n  colour: red\n',
    );
    const places = podscope('run', path).stderr.matchAll(/mistakes\.yaml:(\d+):/g);
    expect([...places].map(([, line]) => Number(line))).toEqual([7, 8, 9]);
  });
});

describe('an action after the end of the run', () => {
  it('is warned of, and the run is carried out', () => {
    const { stdout, stderr, code } = podscope(
      'run',
      nginx,
      '--until',
      '5s',
      '--action',
      '90s kubectl get pods',
      '--output',
      'kubectl',
    );
    expect(code).toBe(0);
    expect(stderr).toBe(
      'podscope: warning: nginx: "kubectl get pods" at 90s comes after the end of the run at 5s; give a later --until\n',
    );
    expect(stdout.trim().split('\n')).toHaveLength(1);
  });
});
