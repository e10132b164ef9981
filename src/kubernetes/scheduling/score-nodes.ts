import type { PluginScores, Scored } from './decision.ts';
import type { Cycle, NodeInfo } from './framework.ts';
import type { Profile } from './profile.ts';

/** Scores all feasible nodes. Source: v1.35 pkg/scheduler/framework/runtime/framework.go RunScorePlugins */
export function scoreNodes(cycle: Cycle, { scores }: Profile, feasible: readonly NodeInfo[]): Scored {
  const totals = feasible.map(() => 0);
  const plugins: PluginScores[] = [];
  for (const { plugin, weight } of scores) {
    const prepared = plugin.preScore?.(cycle, feasible);
    if (prepared === undefined) continue;
    const raw = feasible.map((info) => prepared.score(info));
    const normalized = prepared.normalize?.(raw, feasible) ?? raw;
    for (const [i, share] of normalized.entries()) totals[i] = (totals[i] ?? 0) + share * weight;
    plugins.push({ plugin: plugin.name, weight, raw, normalized });
  }
  return { feasible, plugins, totals };
}

/**
 * The place of the best total, as the root of a heap. With equal totals this is decided by the heap's own moves, not
 * by luck. Source: v1.35 pkg/scheduler/schedule_one.go newSortedNodeScores
 */
export function bestPlace(totals: readonly number[]): number {
  const heap = totals.map((_, place) => place);
  const total = (at: number): number => totals[heap[at] ?? -1] ?? 0;
  for (let start = Math.floor(heap.length / 2) - 1; start >= 0; start -= 1) {
    let parent = start;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= heap.length) break;
      const child = left + 1 < heap.length && total(left + 1) > total(left) ? left + 1 : left;
      if (total(child) <= total(parent)) break;
      [heap[parent], heap[child]] = [heap[child] ?? 0, heap[parent] ?? 0];
      parent = child;
    }
  }
  return heap[0] ?? -1;
}
