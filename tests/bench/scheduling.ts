import type { ClusterView } from '../../src/kubernetes/api/calls.ts';
import type { Node, Pod } from '../../src/kubernetes/api/types.ts';
import { filterRecord, scoreRecord } from '../../src/kubernetes/scheduling/decision-record.ts';
import { fullProfile } from '../../src/kubernetes/scheduling/plugins/index.ts';
import { nextStart, schedulePod } from '../../src/kubernetes/scheduling/schedule.ts';
import { Snapshot } from '../../src/kubernetes/scheduling/snapshot.ts';
import { capacityFor } from '../../src/kubernetes/scheduling/what-if/capacity.ts';
import { smallestFixes } from '../../src/kubernetes/scheduling/what-if/fixes.ts';

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

interface Work {
  readonly nodes: number;
  readonly decisions: number;
  readonly spec: (i: number) => object;
  /** Whether the whole record of reasons and scores is made, as it is for the screen. */
  readonly keep: boolean;
}

/** Decides about one Pod after the other, each put where it shall go. */
function decisionsPerSecond({ nodes, decisions, spec, keep }: Work): number {
  const snapshot = cluster(nodes, spec);
  let from = 0;
  let records: readonly unknown[] = [];
  const decide = (count: number, first: number): void => {
    for (let i = first; i < first + count; i += 1) {
      const pod = podNumber(1_000_000 + i, spec(i));
      const decision = schedulePod({ pod, snapshot, view }, fullProfile, { from });
      const { filtered, chosen } = decision;
      if (keep) records = [filterRecord(decision, snapshot), scoreRecord(decision)];
      if (chosen === undefined) throw new Error('a Pod of the bench fits nowhere');
      from = nextStart(from, filtered);
      snapshot.setPod({ ...pod, spec: { ...pod.spec, nodeName: chosen.node.metadata.name } });
    }
  };
  decide(20, 0);
  const start = performance.now();
  decide(decisions, 20);
  const rate = (1000 * decisions) / (performance.now() - start);
  if (keep && records.length === 0) throw new Error('nothing was recorded');
  return rate;
}

const plain = () => ({});
const kinds = [
  { says: '1,000 nodes, plain Pods', nodes: 1000, decisions: 1000, spec: plain, goal: 500 },
  { says: '1,000 nodes, affinity and spread', nodes: 1000, decisions: 150, spec: particular, goal: 50 },
  { says: '5,000 nodes, plain Pods', nodes: 5000, decisions: 500, spec: plain, goal: 250 },
];

interface Figure {
  readonly what: string;
  readonly figure: string;
  readonly goal: string;
}

/** Decisions a second in a large cluster, with the record that is kept for the screen and without it. */
export const decisionFigures = (): readonly Figure[] =>
  kinds.flatMap(({ says, goal, ...work }) =>
    [true, false].map((keep) => ({
      what: `decisions/s, ${says}${keep ? ', with record' : ''}`,
      figure: decisionsPerSecond({ ...work, keep }).toFixed(0),
      goal: `>= ${goal}`,
    })),
  );

/** How soon the first change is found that makes a Pod fit, and all of them; a large cluster counted to its end. */
export function whatIfFigures(): readonly Figure[] {
  const full = cluster(100, () => ({}));
  const pod = podNumber(1_000_000, {
    containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu: '63500m', memory: '1Gi' } } }],
    nodeSelector: { disk: 'ssd' },
  });
  const situation = { pod, snapshot: full, view };
  const decision = schedulePod(situation, fullProfile);
  const start = performance.now();
  const fixes = smallestFixes(situation, fullProfile, decision);
  fixes.next();
  const first = performance.now() - start;
  const others = [...fixes].length;
  const all = performance.now() - start;
  const large = cluster(1000, () => ({}));
  const begin = performance.now();
  const { count } = capacityFor({ pod: podNumber(2_000_000), snapshot: large, view }, fullProfile);
  const counted = performance.now() - begin;
  return [
    { what: 'first change that helps, 100 nodes', figure: `${first.toFixed(0)} ms`, goal: '< 200 ms' },
    { what: `all ${others + 1} changes, 100 nodes`, figure: `${all.toFixed(0)} ms`, goal: '-' },
    { what: `${count} more Pods counted, 1,000 nodes`, figure: `${counted.toFixed(0)} ms`, goal: '-' },
  ];
}
