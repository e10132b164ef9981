import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Manifest, Pod } from '../../../src/kubernetes/api/types.ts';
import { KnownCluster } from '../../../src/kubernetes/scheduling/known-cluster.ts';
import { fullProfile } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import { preempt } from '../../../src/kubernetes/scheduling/preemption/preempt.ts';
import { schedulePod } from '../../../src/kubernetes/scheduling/schedule.ts';
import { Anonymous } from '../../../src/scenario/imported/anonymous.ts';
import { reduced } from '../../../src/scenario/imported/reduced.ts';

interface Case {
  readonly id: string;
  readonly pod?: Manifest;
  readonly pods?: readonly Manifest[];
  readonly nodes: readonly Manifest[];
  readonly existingPods: readonly Manifest[];
  readonly objects?: readonly Manifest[];
}

const cases = readFileSync('tests/fixtures/conformance/scheduling.jsonl', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Case);

const withKind = (object: Manifest, kind: string): Manifest => ({
  ...object,
  apiVersion: object.apiVersion ?? 'v1',
  kind: object.kind ?? kind,
});

const clusterOf = ({ nodes, existingPods, objects = [] }: Case): readonly Manifest[] => [
  ...nodes.map((each) => withKind(each, 'Node')),
  ...existingPods.map((each) => withKind(each, 'Pod')),
  ...objects,
];

/** What was decided, with nodes by their place instead of their name, and without names in the words. */
function decisionOf(cluster: readonly Manifest[], pod: Manifest) {
  const known = new KnownCluster(cluster);
  const places = new Map(known.snapshot.nodes.map(({ node }, place) => [node.metadata.name, place]));
  const { filtered, scored, chosen, preemption } = schedulePod(
    { pod: pod as unknown as Pod, snapshot: known.snapshot, view: known },
    fullProfile,
    { preempt },
  );
  return {
    refused: [...filtered.refused].map(([node, { plugin, code, reasons }]) => [
      places.get(node),
      plugin,
      code,
      reasons.length,
    ]),
    feasible: filtered.feasible.map(({ node }) => places.get(node.metadata.name)),
    totals: scored?.totals,
    scores: scored?.plugins.map(({ plugin, normalized }) => [plugin, normalized]),
    chosen: places.get(chosen?.node.metadata.name ?? ''),
    victims: preemption?.selected && [places.get(preemption.selected.node), preemption.selected.pods.length],
  };
}

const kept = (objects: readonly (Manifest | undefined)[]): readonly Manifest[] =>
  objects.filter((each) => each !== undefined);

describe('every measured case is decided the same way', () => {
  it.each(cases.map((each) => [each.id, each] as const))('%s', (_id, each) => {
    const cluster = clusterOf(each);
    const incoming = withKind([each.pod, ...(each.pods ?? [])].find((pod) => pod !== undefined) as Manifest, 'Pod');
    const decided = decisionOf(cluster, incoming);
    expect(decisionOf(kept(cluster.map(reduced)), reduced(incoming) as Manifest), 'reduced').toEqual(decided);
    const anonymous = new Anonymous();
    const masked = kept(cluster.map((object) => anonymous.object(object)));
    expect(decisionOf(masked, anonymous.object(incoming) as Manifest), 'anonymous').toEqual(decided);
  });
});

describe('a cluster without names', () => {
  const secret = 'acme';
  const cluster: readonly Manifest[] = [
    {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: {
        name: `${secret}-node`,
        uid: `${secret}-uid`,
        labels: {
          'kubernetes.io/hostname': `${secret}-node`,
          [`${secret}.com/team`]: secret,
          'topology.kubernetes.io/zone': `${secret}-a`,
          size: '12',
        },
        annotations: { [secret]: secret },
      },
      spec: { providerID: secret, taints: [{ key: `${secret}.com/gpu`, value: secret, effect: 'NoSchedule' }] },
      status: {
        allocatable: { cpu: '4' },
        addresses: [{ type: 'Hostname', address: secret }],
        images: [{ names: [`${secret}.io/shop:1`], sizeBytes: 5 }],
      },
    } as unknown as Manifest,
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${secret}-pod`,
        namespace: `${secret}-ns`,
        labels: { app: secret },
        ownerReferences: [{ kind: 'ReplicaSet', name: secret, uid: secret, apiVersion: 'apps/v1' }],
      },
      spec: {
        nodeName: `${secret}-node`,
        nodeSelector: { [`${secret}.com/team`]: secret },
        serviceAccountName: secret,
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [{ key: 'size', operator: 'Gt', values: ['11'] }],
                  matchFields: [{ key: 'metadata.name', operator: 'In', values: [`${secret}-node`] }],
                },
              ],
            },
          },
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              {
                labelSelector: { matchLabels: { app: secret } },
                namespaces: [`${secret}-ns`],
                topologyKey: `${secret}.com/rack`,
              },
            ],
          },
        },
        tolerations: [{ key: `${secret}.com/gpu`, operator: 'Equal', value: secret }],
        containers: [
          { name: secret, image: `${secret}.io/shop:1`, env: [{ name: 'A', value: secret }], command: [secret] },
        ],
        volumes: [
          { name: secret, persistentVolumeClaim: { claimName: secret } },
          { name: 'x', secret: { secretName: secret } },
        ],
      },
      status: { phase: 'Running', message: secret },
    } as unknown as Manifest,
  ];
  const anonymous = new Anonymous();
  const [node, pod] = cluster.map((object) => anonymous.object(object) as unknown as Record<string, unknown>);

  it('says none of them anywhere', () => {
    expect(JSON.stringify([node, pod])).not.toContain(secret);
  });

  it('has the same name for the same thing', () => {
    const named = node?.['metadata'] as { name: string; labels: Record<string, string> } | undefined;
    const spec = pod?.['spec'] as { nodeName: string; nodeSelector: object } | undefined;
    expect(spec?.nodeName).toBe(named?.name);
    expect(named?.labels['kubernetes.io/hostname']).toBe(named?.name);
    expect(named?.labels).toMatchObject(spec?.nodeSelector ?? {});
  });

  it('keeps numbers, and the keys that Kubernetes knows', () => {
    const text = JSON.stringify([node, pod]);
    expect(text).toContain('"11"');
    expect(text).toContain('topology.kubernetes.io/zone');
    expect(text).toContain('metadata.name');
  });
});
