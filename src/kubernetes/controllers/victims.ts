import { millisOf } from '../api/times.ts';
import type { Pod } from '../api/types.ts';
import { isReady, readySince } from './pods.ts';

type Rank = (pod: Pod) => number;

const phases: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };
const restarts: Rank = (pod) =>
  Math.max(0, ...(pod.status?.containerStatuses ?? []).map((status) => status.restartCount));
const deletionCost: Rank = (pod) =>
  Number(pod.metadata.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0);

/**
 * The Pods that go first: unassigned, pending, not ready, cheap to delete, on crowded nodes, ready for a shorter time
 * (by powers of ten), restarted more often, newer.
 * Source: v1.35 pkg/controller/controller_utils.go ActivePodsWithRanks
 */
export function victims(active: readonly Pod[], count: number, now: number): readonly Pod[] {
  const onNode = new Map<string, number>();
  for (const pod of active) {
    const node = pod.spec.nodeName ?? '';
    if (node !== '') onNode.set(node, (onNode.get(node) ?? 0) + 1);
  }
  const magnitude = (since: number | undefined): number =>
    since === undefined ? 0 : Math.floor(Math.log2(Math.max(1, (now - since) / 1000)));
  // Lower goes first.
  const ranks: readonly Rank[] = [
    (pod) => ((pod.spec.nodeName ?? '') === '' ? 0 : 1),
    (pod) => phases[pod.status?.phase ?? 'Pending'] ?? 2,
    (pod) => (isReady(pod) ? 1 : 0),
    deletionCost,
    (pod) => -(onNode.get(pod.spec.nodeName ?? '') ?? 0),
    (pod) => magnitude(readySince(pod, millisOf)),
    (pod) => -restarts(pod),
    (pod) => magnitude(millisOf(pod.metadata.creationTimestamp)),
  ];
  const order = [...active].sort((a, b) => {
    for (const rank of ranks) {
      const difference = rank(a) - rank(b);
      if (difference !== 0) return difference;
    }
    return a.metadata.uid < b.metadata.uid ? -1 : 1;
  });
  return order.slice(0, count);
}
