import type { Node, Pod } from '../../api/types.ts';
import { requestsOf } from '../pod-requests.ts';
import { written } from './amounts.ts';
import type { ClusterChange } from './change.ts';

/** A node that takes the Pod with some room to spare, with the labels that it asks for. */
export function newNode(pod: Pod, known: readonly Node[]): ClusterChange {
  const asked = requestsOf(pod);
  const like = [...known].sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1)).at(-1);
  const amounts: Record<string, string> = { ...like?.status?.allocatable, pods: '110' };
  for (const [resource, step] of steps) {
    const wish = asked[resource] ?? 0;
    amounts[resource] = written(resource, Math.max(step, 2 ** Math.ceil(Math.log2(Math.max(1, wish / step))) * step));
  }
  for (const [resource, amount] of Object.entries(asked))
    if (amounts[resource] === undefined) amounts[resource] = String(amount);
  const name = freeName(new Set(known.map(({ metadata }) => metadata.name)));
  const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', ...pod.spec.nodeSelector };
  const node = {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    spec: {},
    status: { capacity: amounts, allocatable: amounts },
  } as unknown as Node;
  return {
    on: 'cluster',
    says: `add a node with ${amounts['cpu']} CPU and ${amounts['memory']} of memory`,
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
