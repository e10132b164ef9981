import type { Victims } from '../preemption.ts';
import { priorityOf, startOf } from './importance.ts';

/** What a choice costs, less is better. */
type Cost = (victims: Victims) => number;

const highestPriority: Cost = ({ pods: [first] }) => (first === undefined ? 0 : priorityOf(first));

/** Each priority is taken for positive, so that fewer Pods of negative priority are better than many. */
const sumOfPriorities: Cost = ({ pods }) => pods.reduce((sum, pod) => sum + priorityOf(pod) + 2 ** 31, 0);

/** Later is better: less work is lost. Of each node its most important victim counts that runs longest. */
const earliestStart: Cost = (victims) => {
  const important = victims.pods.filter((pod) => priorityOf(pod) === highestPriority(victims));
  return -Math.min(...important.map(startOf));
};

/** In their order: the next one decides among those that are equal so far. */
const costs: readonly Cost[] = [
  ({ violations }) => violations,
  highestPriority,
  sumOfPriorities,
  ({ pods }) => pods.length,
  earliestStart,
];

/**
 * The candidate that costs least. Upstream leaves what is equal to the end to the order of a map; here it is the first
 * in the order of the nodes, so that a run is always the same.
 * Source: v1.35 pkg/scheduler/framework/preemption/preemption.go pickOneNodeForPreemption
 */
export function pickCandidate(candidates: readonly Victims[]): Victims | undefined {
  let left = candidates;
  for (const cost of costs) {
    if (left.length <= 1) break;
    const each = left.map(cost);
    const least = Math.min(...each);
    left = left.filter((_, i) => each[i] === least);
  }
  return left[0];
}
