import type { NodeInfo, ScorePlugin } from '../framework.ts';
import { type Amounts, requestsOf } from '../pod-requests.ts';

/** Share of a resource that is taken with the Pod on the node, at most 1; undefined where the node has none. */
function shareUsed(resource: string, asked: Amounts, { requested, allocatable }: NodeInfo): number | undefined {
  const all = allocatable[resource] ?? 0;
  return all > 0 ? Math.min(1, ((requested[resource] ?? 0) + (asked[resource] ?? 0)) / all) : undefined;
}

/**
 * Prefers nodes on which cpu and memory are used to a like share.
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go
 */
export const nodeResourcesBalancedAllocation: ScorePlugin = {
  name: 'NodeResourcesBalancedAllocation',
  weight: 1,
  preScore(pod) {
    const asked = requestsOf(pod);
    if ((asked['cpu'] ?? 0) === 0 && (asked['memory'] ?? 0) === 0) return undefined;
    return (info) => {
      const cpu = shareUsed('cpu', asked, info);
      const memory = shareUsed('memory', asked, info);
      const deviation = cpu === undefined || memory === undefined ? 0 : Math.abs((cpu - memory) / 2);
      return Math.trunc((1 - deviation) * 100);
    };
  },
};
