import type { PodDisruptionBudget } from '../../api/types.ts';
import type { Nominated, Prepared } from '../filter-nodes.ts';
import { histogram } from '../fit-error.ts';
import type { Cycle, NodeInfo } from '../framework.ts';
import type { Preemption, Victims } from '../preemption.ts';
import type { Preempt } from '../schedule.ts';
import { notEligible } from './eligibility.ts';
import { pickCandidate } from './pick-candidate.ts';
import { selectVictims } from './select-victims.ts';

/** How many candidates are enough. Source: v1.35 default_preemption.go calculateNumCandidates, with its default arguments */
const enough = (nodes: number): number => Math.min(nodes, Math.max(100, Math.trunc(nodes / 10)));

interface DryRuns {
  readonly candidates: readonly Victims[];
  /** Of the nodes that are none. */
  readonly reasons: readonly (readonly string[])[];
}

/**
 * Tries one node after the other. Upstream begins anywhere; here it is the first, so that a run is always the same.
 * Source: v1.35 pkg/scheduler/framework/preemption/preemption.go DryRunPreemption
 */
function dryRun({ pod, view }: Cycle, nodes: readonly NodeInfo[], { filters }: Prepared, promised: Nominated): DryRuns {
  const budgets = view.list('poddisruptionbudgets') as readonly PodDisruptionBudget[];
  const harmless: Victims[] = [];
  const violating: Victims[] = [];
  const reasons: (readonly string[])[] = [];
  for (const info of nodes) {
    const found = selectVictims(pod, info, filters, budgets, promised(info.node.metadata.name));
    if (!('pods' in found)) reasons.push(found);
    else if (found.pods.length > 0) (found.violations === 0 ? harmless : violating).push(found);
    if (harmless.length > 0 && harmless.length + violating.length >= enough(nodes.length)) break;
  }
  return { candidates: [...harmless, ...violating], reasons };
}

const failed = (message: string): Preemption => ({
  candidates: [],
  selected: undefined,
  message: `preemption: ${message}`,
});

/** In the words of a FitError of its own; what was not tried is no help. */
function nobodyToPreempt(all: number, tried: readonly (readonly string[])[]): Preemption {
  const others = Array.from({ length: all - tried.length }, () => ['Preemption is not helpful for scheduling']);
  return failed(`0/${all} nodes are available: ${histogram([...tried, ...others])}.`);
}

/**
 * Looks for the node on which Pods of lower priority can make room at the least cost. Only nodes are tried of which
 * the filters said that the removal of Pods could help. Nobody is evicted here.
 * Source: v1.35 pkg/scheduler/framework/preemption/preemption.go Preempt
 */
export const preempt: Preempt = (cycle, filtered, prepared, nominated = () => []) => {
  const forbidden = notEligible(cycle, filtered);
  if (forbidden !== undefined) return { ...failed(forbidden), notTried: true };
  const { nodes } = cycle.snapshot;
  const potential = nodes.filter(({ node }) => filtered.refused.get(node.metadata.name)?.code === 'Unschedulable');
  const { candidates, reasons } = dryRun(cycle, potential, prepared, nominated);
  const selected = pickCandidate(candidates);
  return selected === undefined ? nobodyToPreempt(nodes.length, reasons) : { candidates, selected, message: '' };
};
