import type { SchedulingPlugin } from '../framework.ts';
import { filterByAffinity } from './inter-pod-affinity/filtering.ts';
import { affinityHints } from './inter-pod-affinity/hints.ts';
import { type InterPodAffinityArgs, scoreByAffinity } from './inter-pod-affinity/scoring.ts';

/**
 * Puts a Pod near Pods that it wants to be with, and away from those that it, or they, want to be apart.
 * Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity
 */
export const interPodAffinity = (args: InterPodAffinityArgs = {}): SchedulingPlugin => ({
  name: 'InterPodAffinity',
  preFilter: filterByAffinity,
  preScore: (cycle) => scoreByAffinity(cycle, args),
  hints: affinityHints,
});
