import type { Pod } from '../../api/types.ts';
import { type FilterPlugin, fits, type NodeInfo, type ScorePlugin, type Verdict } from '../framework.ts';
import { type Amounts, requestsOf, scoresOf } from '../pod-requests.ts';

/** What one resource comes to on one node: cpu in millicores, the rest in its own unit. */
export interface Shortage {
  readonly resource: string;
  readonly asked: number;
  readonly allocatable: number;
  readonly requested: number;
  readonly free: number;
}

const first = ['cpu', 'memory', 'ephemeral-storage'];

type Wish = readonly [resource: string, amount: number];

/** What a Pod asks for, in the order in which it is reported; what it asks nothing of is left out. */
function wishesOf(pod: Pod): readonly Wish[] {
  const asked = requestsOf(pod);
  const others = Object.keys(asked)
    .filter((name) => !first.includes(name))
    .sort();
  return [...first, ...others].map((name): Wish => [name, asked[name] ?? 0]).filter(([, amount]) => amount !== 0);
}

/** The resources a node is short of for this Pod, in the order in which they are reported. */
export const shortages = (pod: Pod, info: NodeInfo): readonly Shortage[] => shortOf(wishesOf(pod), info);

function shortOf(wishes: readonly Wish[], info: NodeInfo): readonly Shortage[] {
  const found: Shortage[] = [];
  const slots = info.allocatable['pods'] ?? 0;
  if (info.pods.length + 1 > slots) {
    found.push({
      resource: 'pods',
      asked: 1,
      allocatable: slots,
      requested: info.pods.length,
      free: slots - info.pods.length,
    });
  }
  for (const [resource, amount] of wishes) {
    const allocatable = info.allocatable[resource] ?? 0;
    const requested = info.requested[resource] ?? 0;
    if (amount > allocatable - requested)
      found.push({ resource, asked: amount, allocatable, requested, free: allocatable - requested });
  }
  return found;
}

function verdictOf(missing: readonly Shortage[]): Verdict {
  if (missing.length === 0) return fits;
  const never = missing.some(({ resource, asked, allocatable }) => resource !== 'pods' && asked > allocatable);
  return {
    code: never ? 'UnschedulableAndUnresolvable' : 'Unschedulable',
    reasons: missing.map(({ resource }) => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`)),
    compared: { shortages: missing },
  };
}

/** The more of it is left, the better: cpu and memory count alike. */
function leastAllocated(asked: Amounts, { scored, allocatable }: NodeInfo): number {
  let sum = 0;
  let weights = 0;
  for (const resource of ['cpu', 'memory']) {
    const all = allocatable[resource] ?? 0;
    if (all === 0) continue;
    const used = (scored[resource] ?? 0) + (asked[resource] ?? 0);
    sum += used > all ? 0 : Math.trunc(((all - used) * 100) / all);
    weights += 1;
  }
  return weights === 0 ? 0 : Math.trunc(sum / weights);
}

/**
 * Refuses nodes without room and prefers the emptier ones (LeastAllocated).
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/fit.go, least_allocated.go
 */
export const nodeResourcesFit: FilterPlugin & ScorePlugin = {
  name: 'NodeResourcesFit',
  weight: 1,
  preFilter(pod) {
    const wishes = wishesOf(pod);
    return (info) => verdictOf(shortOf(wishes, info));
  },
  preScore(pod) {
    const asked = scoresOf(pod);
    return (info) => leastAllocated(asked, info);
  },
};
