import { describe, expect, it } from 'vitest';
import type { ApiObject, Manifest, Node, Pod } from '../../../src/kubernetes/api/types.ts';
import { simulate } from '../../../src/simulation/simulate.ts';
import { invariants } from '../../../src/trace/invariants/index.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { traceHash } from '../../../src/trace/trace-hash.ts';
import { lastOf, printedBy } from '../run-of.ts';
import { node, pod, scenarioIn } from './imported-run.ts';

const mine = (more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'mine', namespace: 'shop' },
  spec: { containers: [{ name: 'c', image: 'nginx:1.27' }], ...more },
});

function run(
  cluster: readonly Manifest[],
  files: Readonly<Record<string, object>>,
  ...commands: (readonly [string, string])[]
): Trace {
  const trace = simulate(scenarioIn([shop, ...cluster], files, commands));
  for (const { says, broken } of invariants) expect(broken(trace), says).toEqual([]);
  return trace;
}

const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', uid: 'uid-shop' } } as Manifest;
const create = (name = 'mine.yaml') => ['0s', `create -f ${name}`] as const;
/** What was written about what the cluster came with. */
const touched = (trace: Trace): readonly string[] => [
  ...new Set(trace.writes.map(({ key }) => key).filter((key) => !/^(leases|events)\/|^pods\/shop\/mine$/.test(key))),
];
const nodeOf = (trace: Trace, name: string) => trace.actors.filter(({ address }) => address.startsWith(`${name}/`));
const owner = (uid: string, kind = 'ReplicaSet', name = 'web') => ({
  ownerReferences: [{ apiVersion: 'apps/v1', kind, name, uid, controller: true }],
});

describe('a cluster that was brought along', () => {
  it('is in etcd at time zero as kubectl printed it', () => {
    const cluster = [
      node('a', { spec: { taints: [{ key: 'gpu', effect: 'NoSchedule' }] } }),
      pod('web-0', 'a', { metadata: owner('rs-1') }),
    ];
    const trace = run(cluster, {});
    for (const given of cluster) {
      const found = trace.initial.find(({ object }) => object.metadata.uid === given.metadata?.uid)?.object;
      expect(found).toMatchObject({ ...given, metadata: { ...given.metadata } } as object);
    }
    expect(trace.nodes).toEqual(['a']);
  });

  it('starts the processes of a node when a Pod of the run is bound there, and of no other', () => {
    const trace = run(
      [
        node('a', { spec: { unschedulable: true, taints: [{ key: 'x', effect: 'NoSchedule' }] } }),
        node('b'),
        pod('web-0', 'b'),
      ],
      { 'mine.yaml': mine() },
      create(),
    );
    expect(nodeOf(trace, 'a')).toEqual([]);
    expect(nodeOf(trace, 'b').map(({ machine }) => machine)).toContain('kubelet');
    const found = lastOf<Pod>(trace, 'pods/shop/mine');
    expect(found?.status?.phase).toBe('Running');
    expect(found?.status?.hostIP).toBe('10.0.0.7');
    // 10.1.7.2 is the address of a Pod that was there before.
    expect(found?.status?.podIP).toBe('10.1.7.3');
  });

  it('tells a kubelet that wakes of the new Pod by watch, as any other', () => {
    const trace = run([node('a'), pod('web-0', 'a')], { 'mine.yaml': mine() }, create());
    const told = trace.messages.find(({ to, body }) => to === 'a/kubelet' && body.type === 'watch-event');
    const first = trace.actors.find(({ address }) => address === 'a/kubelet/shop/mine');
    expect(first?.cause).toBe(told?.id);
    expect(told?.body).toMatchObject({ event: 'ADDED', resource: 'pods' });
  });

  it('keeps the images of its nodes with their sizes, and those that come are added', () => {
    const trace = run([node('a')], { 'mine.yaml': mine({ containers: [{ name: 'c', image: 'redis:7' }] }) }, create());
    const images = lastOf<Node & ApiObject>(trace, 'nodes//a')?.status?.images;
    expect(images?.map(({ names }) => names?.[0])).toEqual([
      'docker.io/library/nginx:1.27',
      'docker.io/library/redis:7',
    ]);
    expect(images?.[0]?.sizeBytes).toBe(9_000_000_000);
  });

  it('needs no pull of an image that a node has', () => {
    const trace = run([node('a')], { 'mine.yaml': mine() }, create());
    expect(trace.messages.some(({ body }) => body.type === 'registry-call')).toBe(false);
  });

  it('has Pods that count for the kubelet, too, and do not run', () => {
    const trace = run(
      [
        node('a'),
        pod('web-0', 'a', {
          spec: { containers: [{ name: 'c', image: 'shop:1', resources: { requests: { cpu: '4' } } }] },
        }),
      ],
      {
        'mine.yaml': mine({
          nodeName: 'a',
          containers: [{ name: 'c', image: 'nginx', resources: { requests: { cpu: '1' } } }],
        }),
      },
      create(),
    );
    expect(lastOf<Pod>(trace, 'pods/shop/mine')?.status?.reason).toBe('OutOfcpu');
    expect(trace.facts.some(({ pod: name }) => name.includes('web-0'))).toBe(false);
  });

  it('says once how many Pods are not simulated', () => {
    const trace = run([node('a'), pod('web-0', 'a'), pod('web-1', 'a')], {});
    expect(trace.notModelled.map(({ says }) => says)).toEqual([expect.stringContaining('the 2 Pods')]);
  });

  it('is taken to have the namespace and the ServiceAccount of the files, where none at all was pasted', () => {
    const given = mine({ serviceAccountName: 'robot' });
    const trace = simulate(scenarioIn([node('a')], { 'mine.yaml': given }, [create()]));
    expect(printedBy(trace, 'create -f mine.yaml')).toBe('pod/mine created\n');
    const other = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other', uid: 'uid-other' } } as Manifest;
    const refused = simulate(scenarioIn([node('a'), other], { 'mine.yaml': given }, [create()]));
    expect(refused.commands[0]?.stderr).toContain('namespaces "shop" not found');
  });

  it('makes way for a file with the Pod that waits in it: it is created anew, and tried', () => {
    const trace = run([node('a'), pod('mine', undefined), pod('other', undefined)], { 'mine.yaml': mine() }, create());
    expect(printedBy(trace, 'create -f mine.yaml')).toBe('pod/mine created\n');
    expect(lastOf<Pod>(trace, 'pods/shop/mine')?.spec.nodeName).toBe('a');
    expect(trace.initial.some(({ key }) => key === 'pods/shop/other')).toBe(true);
  });

  it('has no age below zero when kubectl printed it after time zero: all its times lie as much earlier', () => {
    const made = (name: string, creationTimestamp: string): Manifest =>
      pod(name, 'a', { metadata: { creationTimestamp } });
    const trace = run([node('a'), made('old', '2026-11-26T08:00:00Z'), made('young', '2026-11-26T10:00:00Z')], {}, [
      '0s',
      'get pods -n shop',
    ]);
    const ages = printedBy(trace, 'get pods -n shop')
      .split('\n')
      .slice(1, 3)
      .map((row) => [row.split(/\s+/)[0], row.split(/\s+/)[4]]);
    expect(ages).toEqual([
      ['old', '120m'],
      ['young', '0s'],
    ]);
  });

  it('is the same run every time', () => {
    const scenario = scenarioIn([node('a'), pod('web-0', 'a')], { 'mine.yaml': mine() }, [create()]);
    expect(traceHash(simulate(scenario))).toBe(traceHash(simulate(scenario)));
  });

  it('has every namespace that is named, with the ServiceAccounts that its Pods run as', () => {
    const given = mine({ serviceAccountName: 'robot' });
    const trace = run(
      [node('a'), pod('web-0', 'a', { spec: { serviceAccountName: 'robot' } })],
      { 'mine.yaml': given },
      create(),
    );
    expect(printedBy(trace, 'create -f mine.yaml')).toBe('pod/mine created\n');
  });
});

describe('nothing tears it down', () => {
  const cases: readonly (readonly [string, readonly Manifest[]])[] = [
    ['a node without a lease', [node('a')]],
    [
      'a node that is not Ready',
      [
        node('a'),
        node('down', {
          status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
          spec: {
            taints: [
              { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' },
              { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
            ],
          },
        }),
        pod('web-0', 'down'),
      ],
    ],
    ['a Pod whose owner was not pasted', [node('a'), pod('web-0', 'a', { metadata: owner('rs-gone') })]],
    ['a Pod of a node that was not pasted', [node('a'), pod('web-0', 'gone')]],
    ['a ReplicaSet whose Pods were not pasted', [node('a'), replicaSet(3)]],
    ['a Pod that has no node', [node('a'), pod('waits', undefined)]],
    ['a disruption budget', [node('a'), pod('web-0', 'a'), budget()]],
  ];
  it.each(cases)('%s holds still', (_what, cluster) => {
    const trace = run(cluster, { 'mine.yaml': mine() }, create());
    expect(touched(trace).filter((key) => key !== 'nodes//a')).toEqual([]);
    expect(lastOf<Pod>(trace, 'pods/shop/mine')?.spec.nodeName).toBe('a');
  });

  it('and a ReplicaSet whose Pods were not pasted makes none when one of them is deleted', () => {
    const cluster = [node('a'), replicaSet(3), pod('web-0', 'a', { metadata: owner('uid-web') })];
    const trace = run(cluster, {}, ['1s', 'delete pod -n shop web-0']);
    expect(lastOf(trace, 'pods/shop/web-0')).toBeUndefined();
    expect(trace.writes.filter(({ resource, operation }) => resource === 'pods' && operation === 'create')).toEqual([]);
  });
});

describe('what is done to it happens', () => {
  it('a Pod that is deleted goes, and its ReplicaSet makes another when all of its Pods are there', () => {
    const cluster = [node('a'), replicaSet(1), pod('web-0', 'a', { metadata: owner('uid-web') })];
    const trace = run(cluster, {}, ['1s', 'delete pod -n shop web-0']);
    expect(lastOf(trace, 'pods/shop/web-0')).toBeUndefined();
    const made = trace.writes.filter(({ resource, operation }) => resource === 'pods' && operation === 'create');
    expect(made).toHaveLength(1);
  });

  it('a Pod of a node that is not Ready cannot end', () => {
    const down = node('down', { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } });
    const trace = simulate(
      scenarioIn([down, pod('web-0', 'down')], {}, [['1s', 'delete pod -n shop web-0 --wait=false']]),
    );
    expect(lastOf<Pod>(trace, 'pods/shop/web-0')?.metadata.deletionTimestamp).toBeDefined();
  });

  it('a Pod of low priority makes room', () => {
    const full = { containers: [{ name: 'c', image: 'shop:1', resources: { requests: { cpu: '4' } } }], priority: 0 };
    const high = {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: 'high', uid: 'uid-high' },
      value: 1000,
    };
    const wish = mine({
      priorityClassName: 'high',
      containers: [{ name: 'c', image: 'nginx:1.27', resources: { requests: { cpu: '2' } } }],
    });
    const trace = run(
      [node('a'), pod('web-0', 'a', { spec: full }), high as unknown as Manifest],
      { 'mine.yaml': wish },
      create(),
    );
    expect(lastOf(trace, 'pods/shop/web-0')).toBeUndefined();
    expect(lastOf<Pod>(trace, 'pods/shop/mine')?.spec.nodeName).toBe('a');
  });
});

function replicaSet(replicas: number): Manifest {
  const labels = { app: 'web' };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { name: 'web', namespace: 'shop', uid: 'uid-web' },
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'nginx' }] } },
    },
    status: { replicas },
  } as Manifest;
}

function budget(): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'web', namespace: 'shop', uid: 'uid-pdb' },
    spec: { maxUnavailable: 1, selector: { matchLabels: { app: 'web' } } },
    status: { disruptionsAllowed: 1, currentHealthy: 1, desiredHealthy: 0, expectedPods: 1 },
  } as Manifest;
}

describe('a thousand nodes with 20,000 Pods', () => {
  const cluster = Array.from({ length: 1000 }, (_, i) => node(`n-${i}`));
  const pods = Array.from({ length: 20_000 }, (_, i) =>
    pod(`web-${i}`, `n-${i % 1000}`, { spec: { containers: [{ name: 'c', image: 'shop:1' }] } }),
  );

  it('cost the run of one Pod no more than one node would', () => {
    const big = simulate(scenarioIn([shop, ...cluster, ...pods], { 'mine.yaml': mine() }, [create()]));
    const small = simulate(scenarioIn([shop, node('n-0'), pod('web-0', 'n-0')], { 'mine.yaml': mine() }, [create()]));
    expect(lastOf<Pod>(big, 'pods/shop/mine')?.status?.phase).toBe('Running');
    expect(big.messages.length).toBeLessThan(small.messages.length + 20);
    expect(big.actors.length).toBeLessThan(small.actors.length + 20);
  });
});
