import type { Pod } from '../../api/types.ts';

export const priorityOf = ({ spec }: Pod): number => spec.priority ?? 0;

/** When it began on its node, ms; one that has not begun begins now, after all others. Source: v1.35 pkg/scheduler/util/utils.go GetPodStartTime */
export function startOf({ status }: Pod): number {
  const started = status?.startTime;
  return started === undefined ? Number.POSITIVE_INFINITY : Date.parse(started);
}

/**
 * Higher priority first, then the one that runs longer. Of two that have not begun, each is more important than the
 * other: both are taken to begin now, and the one that is asked about first does so first.
 * Source: v1.35 pkg/scheduler/util/utils.go MoreImportantPod
 */
function isMoreImportant(a: Pod, b: Pod): boolean {
  if (priorityOf(a) !== priorityOf(b)) return priorityOf(a) > priorityOf(b);
  const [startA, startB] = [startOf(a), startOf(b)];
  return startA < startB || (startA === startB && startA === Number.POSITIVE_INFINITY);
}

/**
 * The most important first. Each is moved forward as long as it is more important than the one before it, which is how
 * Go sorts up to twelve; with more, upstream's order of those that are equal is another.
 */
export function mostImportantFirst(pods: readonly Pod[]): readonly Pod[] {
  const sorted: Pod[] = [];
  for (const pod of pods) {
    let place = sorted.length;
    for (; place > 0; place -= 1) {
      const before = sorted[place - 1];
      if (before === undefined || !isMoreImportant(pod, before)) break;
    }
    sorted.splice(place, 0, pod);
  }
  return sorted;
}
