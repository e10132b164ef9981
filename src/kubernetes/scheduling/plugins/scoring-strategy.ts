import type { Pod } from '../../api/types.ts';
import type { NodeInfo } from '../framework.ts';
import { type Amounts, scoresOf } from '../pod-requests.ts';
import { isScalar } from '../resource-names.ts';

interface WeightedResource {
  readonly name: string;
  readonly weight?: number;
}

interface ShapePoint {
  /** Percent, 0 … 100. */
  readonly utilization: number;
  /** 0 … 10. */
  readonly score: number;
}

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go ScoringStrategy */
export interface ScoringStrategy {
  readonly type?: string;
  readonly resources?: readonly WeightedResource[];
  readonly requestedToCapacityRatio?: { readonly shape?: readonly ShapePoint[] };
}

export const cpuAndMemory: readonly WeightedResource[] = [
  { name: 'cpu', weight: 1 },
  { name: 'memory', weight: 1 },
];

/** Score of one resource, 0 … 100, for so much used of so much. */
type ResourceScore = (used: number, all: number) => number;

const least: ResourceScore = (used, all) => (used > all ? 0 : Math.trunc(((all - used) * 100) / all));
const most: ResourceScore = (used, all) => Math.trunc((Math.min(used, all) * 100) / all);

/** A line through the points. Source: v1.35 pkg/scheduler/framework/plugins/helper/shape_score.go */
function byShape(shape: readonly ShapePoint[]): ResourceScore {
  const points = shape.map(({ utilization, score }) => ({ utilization, score: score * 10 }));
  return (used, all) => {
    const utilization = used > all ? 100 : Math.trunc((used * 100) / all);
    const next = points.findIndex((point) => utilization <= point.utilization);
    const [from, to] = [points[next - 1], points[next]];
    if (to === undefined) return points.at(-1)?.score ?? 0;
    if (from === undefined) return to.score;
    const rise = (to.score - from.score) * (utilization - from.utilization);
    return from.score + Math.trunc(rise / (to.utilization - from.utilization));
  };
}

/** What is allocatable, and what would be used with the Pod there; undefined where the resource does not count. */
function figures(resource: string, asked: Amounts, { allocatable, scored }: NodeInfo): [number, number] | undefined {
  const wish = asked[resource] ?? 0;
  const all = allocatable[resource] ?? 0;
  if (all === 0 || (wish === 0 && isScalar(resource))) return undefined;
  return [(scored[resource] ?? 0) + wish, all];
}

/**
 * The score of a node by what of its resources is used with the Pod on it.
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/{resource_allocation,least_allocated,most_allocated,requested_to_capacity_ratio}.go
 */
export function scoreByStrategy(pod: Pod, strategy: ScoringStrategy = {}): (info: NodeInfo) => number {
  const { type = 'LeastAllocated', resources = cpuAndMemory, requestedToCapacityRatio } = strategy;
  const asked = scoresOf(pod);
  const byRatio = type === 'RequestedToCapacityRatio';
  const of = byRatio ? byShape(requestedToCapacityRatio?.shape ?? []) : type === 'MostAllocated' ? most : least;
  return (info) => {
    let sum = 0;
    let weights = 0;
    for (const { name, weight = 1 } of resources) {
      const found = figures(name, asked, info);
      if (found === undefined) continue;
      const score = of(...found);
      if (byRatio && score === 0) continue;
      sum += score * weight;
      weights += weight;
    }
    if (weights === 0) return 0;
    return byRatio ? Math.round(sum / weights) : Math.trunc(sum / weights);
  };
}
