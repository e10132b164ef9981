import fc from 'fast-check';
import type { Manifest, Pod } from '../../../../src/kubernetes/api/types.ts';
import { KnownCluster } from '../../../../src/kubernetes/scheduling/known-cluster.ts';
import type { Situation } from '../../../../src/kubernetes/scheduling/what-if/situation.ts';

const zones = ['a', 'b', 'c'];

interface NodeDraw {
  readonly cpu: number;
  readonly pods: number;
  readonly zone: string;
  readonly ssd: boolean;
  readonly taint: boolean;
  readonly cordoned: boolean;
}

const nodes = fc.array(
  fc.record<NodeDraw>({
    cpu: fc.integer({ min: 1, max: 8 }),
    pods: fc.integer({ min: 1, max: 5 }),
    zone: fc.constantFrom(...zones),
    ssd: fc.boolean(),
    taint: fc.boolean(),
    cordoned: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
);

const running = fc.array(
  fc.record({ node: fc.nat(5), cpu: fc.integer({ min: 1, max: 20 }), web: fc.boolean(), port: fc.boolean() }),
  { maxLength: 8 },
);

const wishes = fc.record({
  cpu: fc.integer({ min: 1, max: 60 }),
  ssd: fc.boolean(),
  port: fc.boolean(),
  apart: fc.boolean(),
  spread: fc.boolean(),
});

/** Small clusters with a Pod that wants something of each filter. */
export const situations: fc.Arbitrary<Situation> = fc
  .tuple(nodes, running, wishes)
  .map(([drawn, others, wish]) => situationOf(drawn, others, wish));

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;

function situationOf(drawn: Of<typeof nodes>, others: Of<typeof running>, wish: Of<typeof wishes>): Situation {
  const cluster = new KnownCluster([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } },
    ...drawn.map(nodeOf),
    ...others.map((other, i) => podOf(`other-${i}`, other.cpu, other.web, other.port, `n${other.node % drawn.length}`)),
  ]);
  const pod = podOf('new', wish.cpu, true, wish.port, undefined, {
    ...(wish.ssd ? { nodeSelector: { disk: 'ssd' } } : {}),
    ...(wish.apart ? { affinity: apart } : {}),
    ...(wish.spread ? { topologySpreadConstraints: [spread] } : {}),
  }) as unknown as Pod;
  return { pod, snapshot: cluster.snapshot, view: cluster };
}

const selector = { matchLabels: { app: 'web' } };
const apart = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'kubernetes.io/hostname', labelSelector: selector },
    ],
  },
};
const spread = {
  maxSkew: 1,
  topologyKey: 'topology.kubernetes.io/zone',
  whenUnsatisfiable: 'DoNotSchedule',
  labelSelector: selector,
};

function nodeOf({ cpu, pods, zone, ssd, taint, cordoned }: NodeDraw, i: number): Manifest {
  const name = `n${i}`;
  const amounts = { cpu: String(cpu), memory: '8Gi', pods: String(pods) };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: {
        'kubernetes.io/hostname': name,
        'topology.kubernetes.io/zone': zone,
        ...(ssd ? { disk: 'ssd' } : {}),
      },
    },
    spec: {
      ...(taint ? { taints: [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }] } : {}),
      ...(cordoned ? { unschedulable: true } : {}),
    },
    status: { capacity: amounts, allocatable: amounts },
  };
}

/** @param tenths of a CPU */
function podOf(
  name: string,
  tenths: number,
  web: boolean,
  port: boolean,
  nodeName: string | undefined,
  more: object = {},
): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', uid: name, labels: { app: web ? 'web' : 'db' } },
    spec: {
      containers: [
        {
          name: 'main',
          image: 'nginx:1.27',
          resources: { requests: { cpu: `${tenths * 100}m`, memory: '64Mi' } },
          ...(port ? { ports: [{ containerPort: 80, hostPort: 8080, protocol: 'TCP' }] } : {}),
        },
      ],
      ...(nodeName === undefined ? {} : { nodeName }),
      ...more,
    },
    status: { phase: nodeName === undefined ? 'Pending' : 'Running' },
  };
}
