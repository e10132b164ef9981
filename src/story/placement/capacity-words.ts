import type { Capacity, NodeCapacity } from '../../kubernetes/scheduling/what-if/capacity.ts';
import { resourceWord } from '../quantity-words.ts';
import { capital, plural } from '../words.ts';

/** What stops one more Pod on a node, in a word or two: `CPU`, `Pods`, `tainted`. */
export function limitOf({ refusedBy }: NodeCapacity): string {
  if (refusedBy === undefined) return 'not counted further';
  const { plugin, reasons, compared } = refusedBy;
  const { shortages = [] } = (compared ?? {}) as { readonly shortages?: readonly { readonly resource: string }[] };
  const [first] = shortages;
  if (plugin === 'NodeResourcesFit' && first !== undefined)
    return first.resource === 'pods' ? 'Pods' : resourceWord(first.resource);
  return limits[plugin ?? ''] ?? reasons.join(', ');
}

const limits: Readonly<Record<string, string>> = {
  NodeUnschedulable: 'cordoned',
  TaintToleration: 'tainted',
  NodeAffinity: 'other labels',
  NodePorts: 'the host port',
  PodTopologySpread: 'the spread',
  InterPodAffinity: 'affinity',
};

/** `CPU on 12 nodes, Pods on 3, 6 cordoned.`: what runs out first, the most frequent first. */
export function limitsInWords({ nodes }: Capacity): string {
  const counts = new Map<string, number>();
  for (const node of nodes) counts.set(limitOf(node), (counts.get(limitOf(node)) ?? 0) + 1);
  const sorted = [...counts].toSorted((a, b) => b[1] - a[1]);
  const words = sorted.map(([limit, count], i) =>
    limit === 'cordoned' || limit === 'tainted'
      ? `${count} ${limit}`
      : `${limit} on ${i === 0 ? plural(count, 'node') : count}`,
  );
  return words.length === 0 ? 'There are no nodes.' : `${capital(words.join(', '))}.`;
}

/** `17 fit.` */
export const capacityHead = ({ count, atLeast }: Capacity): string =>
  count === 0 ? 'None fits.' : `${atLeast ? 'At least ' : ''}${count} ${count === 1 ? 'fits' : 'fit'}.`;
