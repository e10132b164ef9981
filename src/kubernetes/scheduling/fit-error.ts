import type { Filtered } from './decision.ts';

/** `2 Insufficient cpu, 1 node(s) were unschedulable`: how often each reason was given, sorted as text. */
export function histogram(reasons: Iterable<readonly string[]>): string {
  const counts = new Map<string, number>();
  for (const each of reasons) for (const reason of each) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}

/** The words for a cluster without nodes. Source: v1.35 pkg/scheduler/schedule_one.go ErrNoNodesAvailable */
export const noNodes = 'no nodes available to schedule pods';

/**
 * The sentence of a FailedScheduling event. Counts are of nodes; a node counts once for each of its reasons.
 * Source: v1.35 pkg/scheduler/framework/types.go FitError.Error
 *
 * @param afterwards what the PostFilter plugins said; empty where preemption makes room
 */
export function fitError({ order, refused, rejected }: Filtered, afterwards: string): string {
  if (order.length === 0) return noNodes;
  const reasons = rejected ?? histogram([...refused.values()].map((refusal) => refusal.reasons));
  return `0/${order.length} nodes are available:${reasons === '' ? '' : ` ${reasons}.`}${afterwards === '' ? '' : ` ${afterwards}`}`;
}
