/** How many decisions a second the scheduler makes in a large cluster: `npx tsx tests/bench/scheduling.bench.ts`. */
import type { ClusterView } from '../../src/kubernetes/api/calls.ts';
import type { Node, Pod } from '../../src/kubernetes/api/types.ts';
import { fullProfile } from '../../src/kubernetes/scheduling/plugins/index.ts';
import { nextStart, schedulePod } from '../../src/kubernetes/scheduling/schedule.ts';
import { Snapshot } from '../../src/kubernetes/scheduling/snapshot.ts';

const view: ClusterView = { get: () => undefined, list: () => [] };
const podsPerNode = 20;

const nodeNumber = (i: number): Node =>
  ({
    metadata: {
      name: `node-${i}`,
      labels: { 'kubernetes.io/hostname': `node-${i}`, 'topology.kubernetes.io/zone': `zone-${i % 3}` },
    },
    status: { allocatable: { cpu: '64', memory: '256Gi', pods: '250' } },
  }) as unknown as Node;

const podNumber = (i: number, spec: object = {}): Pod =>
  ({
    metadata: {
      name: `pod-${i}`,
      namespace: 'default',
      uid: `uid-${i}`,
      labels: { app: `app-${i % 40}`, tier: 'web' },
    },
    spec: {
      containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu: '50m', memory: '64Mi' } } }],
      ...spec,
    },
  }) as unknown as Pod;

const selector = (i: number) => ({ matchLabels: { app: `app-${i % 40}` } });

/** Apart on hosts, rather near its like in a zone, and spread over zones. */
const particular = (i: number): object => ({
  affinity: {
    podAntiAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        { topologyKey: 'kubernetes.io/hostname', labelSelector: selector(i) },
      ],
    },
    podAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        {
          weight: 10,
          podAffinityTerm: { topologyKey: 'topology.kubernetes.io/zone', labelSelector: selector(i + 1) },
        },
      ],
    },
  },
  topologySpreadConstraints: [
    {
      maxSkew: 100,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: selector(i),
    },
  ],
});

/** Nodes with Pods of the same kind as those to come. */
function cluster(nodes: number, spec: (i: number) => object): Snapshot {
  const snapshot = new Snapshot();
  for (let i = 0; i < nodes; i += 1) snapshot.setNode(nodeNumber(i));
  for (let i = 0; i < nodes * podsPerNode; i += 1)
    snapshot.setPod(podNumber(i, { ...spec(i), nodeName: `node-${Math.trunc(i / podsPerNode)}` }));
  return snapshot;
}

/** Decides about one Pod after the other, each put where it shall go. */
function decisionsPerSecond(nodes: number, decisions: number, spec: (i: number) => object): number {
  const snapshot = cluster(nodes, spec);
  let from = 0;
  const decide = (count: number, first: number): void => {
    for (let i = first; i < first + count; i += 1) {
      const pod = podNumber(1_000_000 + i, spec(i));
      const { filtered, chosen } = schedulePod({ pod, snapshot, view }, fullProfile, { from });
      if (chosen === undefined) throw new Error('a Pod of the bench fits nowhere');
      from = nextStart(from, filtered);
      snapshot.setPod({ ...pod, spec: { ...pod.spec, nodeName: chosen.node.metadata.name } });
    }
  };
  decide(20, 0);
  const start = performance.now();
  decide(decisions, 20);
  return (1000 * decisions) / (performance.now() - start);
}

const plain = () => ({});
const goals = [
  { says: '1,000 nodes, plain Pods', nodes: 1000, decisions: 1000, spec: plain, goal: 500 },
  { says: '1,000 nodes, affinity and spread', nodes: 1000, decisions: 150, spec: particular, goal: 50 },
  { says: '5,000 nodes, plain Pods', nodes: 5000, decisions: 500, spec: plain, goal: 250 },
];
for (const { says, nodes, decisions, spec, goal } of goals) {
  const rate = decisionsPerSecond(nodes, decisions, spec);
  console.log(`${says.padEnd(40)} ${rate.toFixed(0).padStart(8)} decisions/s   goal ≥ ${goal}`);
}
