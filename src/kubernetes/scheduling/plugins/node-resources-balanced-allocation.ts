import type { NodeInfo, SchedulingPlugin } from '../framework.ts';
import { type Amounts, requestsOf } from '../pod-requests.ts';
import { isScalar } from '../resource-names.ts';
import { cpuAndMemory } from './scoring-strategy.ts';

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go NodeResourcesBalancedAllocationArgs */
export interface BalancedAllocationArgs {
  readonly resources?: readonly { readonly name: string }[];
}

/** Share of a resource that is taken with the Pod on the node, at most 1; undefined where it does not count. */
function shareUsed(resource: string, asked: Amounts, { requested, allocatable }: NodeInfo): number | undefined {
  const wish = asked[resource] ?? 0;
  const all = allocatable[resource] ?? 0;
  if (all === 0 || (wish === 0 && isScalar(resource))) return undefined;
  return Math.min(1, ((requested[resource] ?? 0) + wish) / all);
}

/** Standard deviation of the shares. */
function deviation(shares: readonly number[]): number {
  const [a = 0, b = 0] = shares;
  if (shares.length < 2) return 0;
  if (shares.length === 2) return Math.abs((a - b) / 2);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return Math.sqrt(shares.reduce((sum, share) => sum + (share - mean) * (share - mean), 0) / shares.length);
}

/**
 * Prefers nodes on which cpu and memory are used to a like share.
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go
 */
export function nodeResourcesBalancedAllocation({
  resources = cpuAndMemory,
}: BalancedAllocationArgs = {}): SchedulingPlugin {
  return {
    name: 'NodeResourcesBalancedAllocation',
    preScore({ pod }) {
      const asked = requestsOf(pod);
      if (resources.every(({ name }) => (asked[name] ?? 0) === 0)) return undefined;
      return {
        score(info) {
          const shares: number[] = [];
          for (const { name } of resources) {
            const share = shareUsed(name, asked, info);
            if (share !== undefined) shares.push(share);
          }
          return Math.trunc((1 - deviation(shares)) * 100);
        },
      };
    },
  };
}
