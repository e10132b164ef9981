import { describe, expect, it } from 'vitest';
import type { ClusterView } from '../../../../src/kubernetes/api/calls.ts';
import type { Node, Pod, Service } from '../../../../src/kubernetes/api/types.ts';
import type { NodeInfo } from '../../../../src/kubernetes/scheduling/framework.ts';
import { nodeInfo } from '../../../../src/kubernetes/scheduling/node-info.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { schedulePod } from '../../../../src/kubernetes/scheduling/schedule.ts';

const podNamed = (name: string, nodeSelector?: Record<string, string>): Pod =>
  ({
    metadata: { name, namespace: 'default', uid: name, labels: { app: 'web' } },
    spec: { containers: [{ name: 'main', image: 'nginx:1.27' }], ...(nodeSelector ? { nodeSelector } : {}) },
  }) as unknown as Pod;

/** A node with so many Pods of the Service on it. */
function nodeNamed(name: string, count: number, labels: Record<string, string>, unschedulable = false): NodeInfo {
  const node = {
    metadata: { name, labels },
    spec: { unschedulable },
    status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
  } as unknown as Node;
  return nodeInfo(
    node,
    Array.from({ length: count }, (_, i) => podNamed(`${name}-${i}`)),
  );
}

const service = {
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { app: 'web' } },
} as unknown as Service;
const view = {
  get: () => undefined,
  list: (resource: string) => (resource === 'services' ? [service] : []),
} as unknown as ClusterView;

/** The share of the plugin, before its weight. */
function shares(pod: Pod, nodes: readonly NodeInfo[]): Readonly<Record<string, number>> {
  const { scored } = schedulePod({ pod, snapshot: { nodes, image: () => undefined }, view }, fullProfile);
  const spread = scored?.plugins.find(({ plugin }) => plugin === 'PodTopologySpread');
  return Object.fromEntries(
    scored?.feasible.map(({ node }, i) => [node.metadata.name, spread?.normalized[i] ?? 0]) ?? [],
  );
}

const hostname = (name: string) => ({ 'kubernetes.io/hostname': name });
const zone = (name: string) => ({ 'topology.kubernetes.io/zone': name });

describe('Pods of a Service spread', () => {
  it('over as many hosts as there are feasible nodes', () => {
    const nodes = [
      nodeNamed('n1', 2, hostname('n1')),
      nodeNamed('n2', 0, hostname('n2')),
      nodeNamed('n3', 0, hostname('n3'), true),
      nodeNamed('n4', 0, hostname('n4'), true),
    ];
    // n1: 2 × ln(2 + 2) + 2 = 4.77, n2: 2; hence 100 × (5 + 2 − 5) / 5.
    expect(shares(podNamed('new'), nodes)).toEqual({ n1: 40, n2: 100 });
  });

  it('over the zones that have a feasible node; Pods on the other nodes of such a zone count', () => {
    const nodes = [
      nodeNamed('a1', 1, zone('a')),
      nodeNamed('a2', 2, zone('a'), true),
      nodeNamed('b1', 1, zone('b')),
      nodeNamed('c1', 5, zone('c'), true),
    ];
    // a: 3 × ln(2 + 2) + 4 = 8.16, b: 1 × ln(2 + 2) + 4 = 5.39; hence 100 × (8 + 5 − 8) / 8.
    expect(shares(podNamed('new'), nodes)).toEqual({ a1: 62, b1: 100 });
  });

  it('without a look at nodes that the Pod itself excludes', () => {
    const ssd = { disk: 'ssd' };
    const nodes = [
      nodeNamed('a1', 1, { ...zone('a'), ...ssd }),
      nodeNamed('a2', 2, zone('a')),
      nodeNamed('b1', 1, { ...zone('b'), ...ssd }),
    ];
    expect(shares(podNamed('new', ssd), nodes)).toEqual({ a1: 100, b1: 100 });
  });
});
