import type { Node, Pod } from '../../api/types.ts';
import { requestsOf } from '../pod-requests.ts';
import { written } from './amounts.ts';
import type { ClusterChange } from './change.ts';

const zone = 'topology.kubernetes.io/zone';

/** Nodes that would take the Pod with some room to spare, one like the known ones of each zone. */
export function newNodes(pod: Pod, known: readonly Node[]): readonly ClusterChange[] {
  const byZone = new Map<string, Node>();
  for (const node of known) byZone.set(node.metadata.labels?.[zone] ?? '', node);
  return byZone.size === 0
    ? [newNode(pod, undefined, known)]
    : [...byZone.values()].map((like) => newNode(pod, like, known));
}

function newNode(pod: Pod, like: Node | undefined, known: readonly Node[]): ClusterChange {
  const asked = requestsOf(pod);
  const amounts: Record<string, string> = { ...like?.status?.allocatable, pods: '110' };
  for (const [resource, step] of steps) {
    const wish = asked[resource] ?? 0;
    amounts[resource] = written(resource, Math.max(step, 2 ** Math.ceil(Math.log2(Math.max(1, wish / step))) * step));
  }
  for (const [resource, amount] of Object.entries(asked))
    if (amounts[resource] === undefined) amounts[resource] = String(amount);
  const name = freeName(new Set(known.map(({ metadata }) => metadata.name)));
  const labels = { ...like?.metadata.labels, 'kubernetes.io/hostname': name, ...pod.spec.nodeSelector };
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: {},
    status: { capacity: amounts, allocatable: amounts },
  } as unknown as Node;
  const there = like?.metadata.labels?.[zone];
  return {
    on: 'cluster',
    says: `add a node with ${amounts['cpu']} CPU and ${amounts['memory']} of memory${there === undefined ? '' : ` in zone ${there}`}`,
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
