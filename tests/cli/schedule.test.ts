import { describe, expect, it } from 'vitest';
import { file, lines, nginx, podscope } from './command-line.ts';

const node = (name: string, cpu: string, more = '') =>
  `- { apiVersion: v1, kind: Node, metadata: { name: ${name} }${more}, status: { allocatable: { cpu: "${cpu}", memory: 4Gi, pods: "110" } } }\n`;
const cluster = file(
  'nodes.yaml',
  `apiVersion: v1\nkind: List\nitems:\n${node('small', '1')}${node('large', '4')}${node('closed', '8', ', spec: { unschedulable: true }')}`,
);
const pod = (name: string, cpu: string, kind = 'requests') =>
  file(
    `${name}.yaml`,
    `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec:\n  containers:\n  - { name: main, image: nginx, resources: { ${kind}: { cpu: "${cpu}", memory: 64Mi } } }\n`,
  );

describe('podscope schedule', () => {
  it('says on which node a Pod would go, and why on none of the others', () => {
    const { stdout, code } = podscope('schedule', pod('two', '2'), '--cluster', cluster);
    expect(code).toBe(0);
    expect(lines(stdout)).toEqual([
      {
        pod: 'two',
        nodeOrder: ['small', 'large', 'closed'],
        feasible: ['large'],
        statuses: {
          small: {
            plugin: 'NodeResourcesFit',
            code: 'UnschedulableAndUnresolvable',
            reasons: ['Insufficient cpu'],
          },
          closed: {
            plugin: 'NodeUnschedulable',
            code: 'UnschedulableAndUnresolvable',
            reasons: ['node(s) were unschedulable'],
          },
        },
        best: ['large'],
        chosen: 'large',
        message: null,
      },
    ]);
  });

  it('takes the Pod as the API server would store it: a limit is a request, too', () => {
    const { stdout } = podscope('schedule', pod('limited', '6', 'limits'), '--cluster', cluster);
    expect(lines(stdout)[0]).toMatchObject({
      chosen: null,
      message:
        '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
    });
  });

  it('offers the smallest changes, counts how many fit, and explains', () => {
    const args = ['--cluster', cluster, '--fixes', '--how-many', '--explain'];
    const [answer] = lines(podscope('schedule', pod('five', '4500m'), ...args).stdout);
    expect(answer).toMatchObject({
      fixes: [
        { chosen: 'large', changes: [{ field: 'requests.cpu', from: '4500m', to: '4' }] },
        { chosen: 'closed', changes: [{ kubectl: 'uncordon closed' }] },
        { changes: [{ says: 'add a node with 8 CPU and 4Gi of memory' }] },
      ],
      capacity: { count: 0 },
      explain: { figures: { cpu: { asked: 4500, allocatable: [1000, 4000, 8000], requested: [0, 0, 0] } } },
    });
    const [fits] = lines(podscope('schedule', pod('one', '1'), '--cluster', cluster, '--how-many').stdout);
    expect(fits).toMatchObject({ capacity: { count: 5, nodes: [{ count: 1 }, { count: 4 }, { count: 0 }] } });
  });

  it('is read as a table', () => {
    const { stdout } = podscope('schedule', pod('two', '2'), '--cluster', cluster, '--output', 'table');
    expect(stdout).toBe(
      [
        'two goes to large, the only one of 3 nodes that fits.',
        '',
        'NODE     TOTAL   VERDICT',
        'large    -       chosen',
        'small    -       NodeResourcesFit: Insufficient cpu; asks 2 of cpu, 1 of 1 is free',
        'closed   -       NodeUnschedulable: node(s) were unschedulable',
        '',
        '',
      ].join('\n'),
    );
  });

  it('reads a batch: a case a line, Pods one after the other, each bound before the next', () => {
    const big = {
      metadata: { name: 'a' },
      spec: { containers: [{ name: 'm', resources: { requests: { cpu: '3' } } }] },
    };
    const nodes = [{ metadata: { name: 'n' }, status: { allocatable: { cpu: '4', pods: '10' } } }];
    const batch = file(
      'batch.jsonl',
      `${JSON.stringify({ id: 'one', pod: big, nodes })}\n${JSON.stringify({ id: 'two', pods: [big, { ...big, metadata: { name: 'b' } }], nodes })}\n`,
    );
    const [one, two] = lines(podscope('schedule', '--batch', batch).stdout);
    expect(one).toMatchObject({ id: 'one', chosen: 'n' });
    expect(two).toMatchObject({
      id: 'two',
      steps: [{ chosen: 'n' }, { chosen: null, statuses: { n: { reasons: ['Insufficient cpu'] } } }],
    });
  });

  it('refuses what it cannot read, with where it stands', () => {
    const said = (...args: readonly string[]) => {
      const { stdout, stderr, code } = podscope('schedule', ...args);
      expect({ stdout, code }).toEqual({ stdout: '', code: 2 });
      return stderr;
    };
    expect(said()).toMatch(/^podscope: no Pod given/);
    expect(said(nginx, nginx)).toMatch(/is too many/);
    expect(said(nginx, '--output', 'xml')).toMatch(/use json or table/);
    expect(said(nginx, '--cluster', 'nowhere.yaml')).toMatch(/^podscope: nowhere.yaml: this file cannot be read/);
    const broken = file('broken.jsonl', '{"id":1,"pod":{}}x\n');
    expect(said('--batch', broken)).toMatch(/broken.jsonl:1: this is no JSON/);
    const nameless = file(
      'nameless.jsonl',
      '{"pod":{"metadata":{"name":"p"},"spec":{"containers":[]}},"nodes":[{}]}\n',
    );
    expect(said('--batch', nameless)).toMatch(/nameless.jsonl:1: nodes\[0\] has no metadata.name/);
    const service = file('service.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: web }\n');
    expect(said(service)).toMatch(/there is no Pod in it/);
    const typo = file('typo.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: { name: typo }\nspec: { containers: [] }\n');
    expect(said(typo)).toMatch(/spec.containers: Required value/);
  });
});
