import type { Decision, Filtered } from './decision.ts';
import { type FilterOptions, filterNodes, type Nominated, type Prepared, prepareFilters } from './filter-nodes.ts';
import { fitError, histogram } from './fit-error.ts';
import type { Cycle } from './framework.ts';
import type { Preemption } from './preemption.ts';
import type { Profile } from './profile.ts';
import { bestPlace, scoreNodes } from './score-nodes.ts';

/** Tries to make room for a Pod that fits nowhere; Pods that were promised room count as they did for the filters. */
export type Preempt = (cycle: Cycle, filtered: Filtered, prepared: Prepared, nominated?: Nominated) => Preemption;

/** Nobody has a lower priority than anybody: all that is left to say is why that is so. */
export const noVictims: Preempt = (_cycle, { refused }) => {
  const reasons = [...refused.values()].map(({ code }) => [
    code === 'Unschedulable'
      ? 'No preemption victims found for incoming pod'
      : 'Preemption is not helpful for scheduling',
  ]);
  const message = `preemption: 0/${refused.size} nodes are available: ${histogram(reasons)}.`;
  return { candidates: [], selected: undefined, message };
};

export interface ScheduleOptions extends FilterOptions {
  readonly preempt?: Preempt;
}

/**
 * What the PostFilter plugins say, joined. DynamicResources is one of them; where the PreFilters ended before it had
 * its turn it misses its own notes, and its error is all that is said.
 * Source: v1.35 pkg/scheduler/framework/runtime/framework.go RunPostFilterPlugins
 */
function afterwards(prepared: Prepared, preemption: Preemption | undefined): string {
  if (prepared.rejection !== undefined) return 'not found';
  if (preemption?.selected !== undefined) return '';
  return ['no new claims to deallocate', ...(preemption === undefined ? [] : [preemption.message])].join(', ');
}

/**
 * Decides on which node a Pod goes, and why. Nothing is written, nobody is told.
 * Source: v1.35 pkg/scheduler/schedule_one.go schedulePod, and schedulingCycle for the PostFilters
 */
export function schedulePod(cycle: Cycle, profile: Profile, options: ScheduleOptions = {}): Decision {
  const { pod } = cycle;
  const prepared = prepareFilters(cycle, profile);
  const filtered = filterNodes(cycle, profile, prepared, options);
  const [first, second] = filtered.feasible;
  if (first === undefined) {
    const tries = profile.preempts && prepared.rejection === undefined && filtered.order.length > 0;
    const preemption = tries ? (options.preempt ?? noVictims)(cycle, filtered, prepared, options.nominated) : undefined;
    const message = fitError(filtered, afterwards(prepared, preemption));
    return { pod, filtered, scored: undefined, preemption, chosen: undefined, message };
  }
  const decided = { pod, filtered, preemption: undefined, message: undefined };
  if (second === undefined) return { ...decided, scored: undefined, chosen: first };
  const scored = scoreNodes(cycle, profile, filtered.feasible);
  return { ...decided, scored, chosen: filtered.feasible[bestPlace(scored.totals)] };
}

/** Where the next search begins in a large cluster. Source: v1.35 pkg/scheduler/schedule_one.go findNodesThatFitPod */
export const nextStart = (from: number, { order, looked }: Pick<Filtered, 'order' | 'looked'>): number =>
  order.length === 0 || looked === 0 ? from : (from + looked) % order.length;
