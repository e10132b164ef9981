import type { Node, Pod } from '../../api/types.ts';
import type { NodeInfo } from '../framework.ts';
import { requestsOf, takenBy } from '../pod-requests.ts';
import { written } from './amounts.ts';
import type { ClusterChange } from './change.ts';
import { isOfTheNode } from './of-the-node.ts';
import { usable } from './usable.ts';

const zone = 'topology.kubernetes.io/zone';

/** Nodes that would take the Pod with what runs on every node, one like the known ones of each zone. */
export function newNodes(pod: Pod, known: readonly NodeInfo[]): readonly ClusterChange[] {
  const byZone = new Map<string, NodeInfo>();
  for (const info of known) byZone.set(info.node.metadata.labels?.[zone] ?? '', info);
  const taken = new Set(known.map(({ node }) => node.metadata.name));
  return byZone.size === 0
    ? [newNode(pod, undefined, taken)]
    : [...byZone.values()].map((like) => newNode(pod, like, taken));
}

function newNode(pod: Pod, info: NodeInfo | undefined, taken: ReadonlySet<string>): ClusterChange {
  const like = info?.node;
  const asked = requestsOf(pod);
  const everywhere = (info?.pods ?? []).filter(isOfTheNode).map(takenBy);
  const capacity: Record<string, string> = { ...like?.status?.capacity, pods: '110' };
  for (const [resource, amount] of Object.entries(asked))
    if (capacity[resource] === undefined) capacity[resource] = String(amount);
  const allocatable = { ...capacity };
  for (const [resource, step] of steps) {
    const wish = (asked[resource] ?? 0) + everywhere.reduce((sum, each) => sum + (each[resource] ?? 0), 0);
    let size: number = step;
    while (usable(resource, size) < wish) size *= 2;
    capacity[resource] = written(resource, size);
    allocatable[resource] = written(resource, usable(resource, size));
  }
  const name = freeName(taken);
  const labels = { ...like?.metadata.labels, 'kubernetes.io/hostname': name, ...pod.spec.nodeSelector };
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: {},
    status: { capacity, allocatable },
  } as unknown as Node;
  const there = like?.metadata.labels?.[zone];
  return {
    on: 'cluster',
    says: `add a node with ${capacity['cpu']} CPU and ${capacity['memory']} of memory${there === undefined ? '' : ` in zone ${there}`}`,
    effect: { type: 'new node', node },
    cost: 100,
  };
}

/** Sizes double, as machines that one can rent do. */
const steps = [
  ['cpu', 2000],
  ['memory', 4 * 2 ** 30],
  ['ephemeral-storage', 100 * 2 ** 30],
] as const;

function freeName(taken: ReadonlySet<string>): string {
  let i = 1;
  while (taken.has(`new-node-${i}`)) i += 1;
  return `new-node-${i}`;
}
