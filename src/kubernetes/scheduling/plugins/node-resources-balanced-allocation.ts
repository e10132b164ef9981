import type { ScorePlugin } from '../framework.ts';
import { podRequests } from '../pod-requests.ts';

/**
 * Prefers nodes on which cpu and memory are used to a like share.
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go
 */
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  applies(pod) {
    const asked = podRequests(pod.spec);
    return (asked['cpu'] ?? 0) > 0 || (asked['memory'] ?? 0) > 0;
  },
  score(pod, { requested, allocatable }) {
    const asked = podRequests(pod.spec);
    const shares = ['cpu', 'memory']
      .filter((resource) => (allocatable[resource] ?? 0) > 0)
      .map((resource) =>
        Math.min(1, ((requested[resource] ?? 0) + (asked[resource] ?? 0)) / (allocatable[resource] ?? 1)),
      );
    const [cpu, memory] = shares;
    const deviation = cpu === undefined || memory === undefined ? 0 : Math.abs((cpu - memory) / 2);
    return Math.trunc((1 - deviation) * 100);
  },
};
