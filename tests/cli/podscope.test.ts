import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

import { file, folder, lines, nginx, podscope, scenario } from './command-line.ts';

describe('podscope run', () => {
  it('prints what each kubectl command printed', () => {
    const { stdout, code } = podscope(
      'run',
      nginx,
      '--until',
      '5s',
      '--output',
      'kubectl',
      '--action',
      '4s kubectl get pods',
    );
    expect(code).toBe(0);
    const [created, got] = lines(stdout);
    expect(created).toEqual({
      at: 0,
      command: 'kubectl create -f nginx.yaml',
      user: 'kubernetes-admin',
      stdout: 'pod/nginx created\n',
      stderr: '',
      code: 0,
    });
    expect(got?.stdout).toBe('NAME    READY   STATUS    RESTARTS   AGE\nnginx   1/1     Running   0          4s\n');
  });
  it('prints an audit log, the events, every change, and the objects at the end', () => {
    const audit = lines(podscope('run', nginx, '--until', '5s', '--output', 'audit').stdout);
    expect(audit.find(({ verb }) => verb === 'create')).toMatchObject({
      kind: 'Event',
      stage: 'ResponseComplete',
      objectRef: { resource: 'pods', name: 'nginx' },
    });
    const events = lines(podscope('run', nginx, '--until', '5s', '--output', 'events').stdout);
    expect(events.map(({ reason }) => reason)).toEqual(['Scheduled', 'Pulling', 'Pulled', 'Created', 'Started']);
    const watch = lines(podscope('run', nginx, '--until', '5s', '--output', 'watch').stdout);
    expect(watch.find(({ object }) => (object as { kind: string }).kind === 'Pod')).toMatchObject({ type: 'ADDED' });
    const objects = JSON.parse(podscope('run', nginx, '--until', '5s', '--output', 'objects').stdout) as {
      kind: string;
      items: readonly { kind: string }[];
    };
    expect(objects.kind).toBe('List');
    expect(objects.items.filter(({ kind }) => kind === 'Pod')).toHaveLength(1);
  });
  it('tells the story as text, and as a Mermaid diagram', () => {
    const { stdout } = podscope('run', nginx);
    expect(stdout).toContain('step 4 of 7: Place. choose a node');
    expect(stdout).toContain('POST binding: worker-1');
    expect(podscope('run', nginx, '--output', 'mermaid').stdout).toMatch(/^sequenceDiagram\n/);
  });
  it('reports several scenarios one after the other, each line with its name', () => {
    const rows = lines(podscope('run', scenario('one'), scenario('two'), '--output', 'kubectl').stdout);
    expect(rows.map(({ scenario: name }) => name)).toEqual(['one', 'two']);
  });
  it('ends with 2 and says what to do when it is used badly', () => {
    const bare = podscope('run');
    expect(bare).toMatchObject({ code: 2, stdout: '' });
    expect(bare.stderr).toMatch(/^podscope: no file given\n\nusage: podscope run FILE/);
    expect(podscope('run', nginx, '--output', 'pdf')).toMatchObject({ code: 2, stdout: '' });
    expect(podscope('run', join(folder, 'nowhere.yaml')).code).toBe(2);
    const bad = podscope(
      'run',
      file('bad.yaml', 'apiVersion: podscope.dev/v1\nkind: Scenario\nmetadata: { name: bad }\nspec: { seeds: 1 }\n'),
    );
    expect(bad.code).toBe(2);
    expect(bad.stderr).toContain('bad.yaml:4:9: spec.seeds: there is no field "seeds" here');
  });
  it('ends with 0 when the run was carried out, whatever kubectl answered in it', () => {
    const { stdout, code } = podscope(
      'run',
      file('broken.yaml', 'kind: Pod\n  bad: [\n'),
      '--output',
      'kubectl',
      '--until',
      '1s',
    );
    expect(code).toBe(0);
    expect(lines(stdout)[0]?.code).toBe(1);
  });
});
