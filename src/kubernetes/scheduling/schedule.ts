import type { ClusterView } from '../api/calls.ts';
import type { Pod } from '../api/types.ts';
import { everywhere, type Filter, type NodeInfo, nothingElse } from './framework.ts';
import { filterPlugins, scorePlugins } from './plugins/index.ts';

export interface Refusal {
  readonly plugin: string;
  readonly code: 'Unschedulable' | 'UnschedulableAndUnresolvable';
  readonly reasons: readonly string[];
  readonly compared?: Readonly<Record<string, unknown>>;
}

/** Which nodes remain, and what the first plugin that refused said of each of the others. */
export interface Filtered {
  readonly feasible: readonly NodeInfo[];
  readonly refused: ReadonlyMap<string, Refusal>;
  /** The reason that holds for every node, where there is one. */
  readonly rejected?: string;
}

export function filterNodes(pod: Pod, nodes: readonly NodeInfo[], view: ClusterView = nothingElse): Filtered {
  for (const plugin of filterPlugins) {
    const reason = plugin.rejects?.(pod, view);
    if (reason === undefined) continue;
    const refusal: Refusal = { plugin: plugin.name, code: 'UnschedulableAndUnresolvable', reasons: [reason] };
    return {
      feasible: [],
      refused: new Map(nodes.map(({ node }) => [node.metadata.name, refusal])),
      rejected: reason,
    };
  }
  const feasible: NodeInfo[] = [];
  const refused = new Map<string, Refusal>();
  const wanted = nodesToFind(nodes.length);
  const filters = filterPlugins
    .map((plugin) => ({ plugin: plugin.name, filter: plugin.preFilter(pod, view) }))
    .filter(({ filter }) => filter !== everywhere);
  for (const info of nodes) {
    if (feasible.length >= wanted) break;
    const refusal = firstRefusal(filters, info);
    if (refusal === undefined) feasible.push(info);
    else refused.set(info.node.metadata.name, refusal);
  }
  return { feasible, refused };
}

/** In large clusters not every node is looked at. Source: v1.35 pkg/scheduler/schedule_one.go numFeasibleNodesToFind */
export function nodesToFind(all: number): number {
  if (all < 100) return all;
  const percentage = Math.max(5, 50 - Math.trunc(all / 125));
  return Math.max(100, Math.trunc((all * percentage) / 100));
}

function firstRefusal(
  filters: readonly { readonly plugin: string; readonly filter: Filter }[],
  info: NodeInfo,
): Refusal | undefined {
  for (const { plugin, filter } of filters) {
    const verdict = filter(info);
    if (verdict.code !== 'Success') return { plugin, ...verdict };
  }
  return undefined;
}

/** Scores of one node: each plugin's share after normalising and weighting, and their sum. */
export interface Scored {
  readonly info: NodeInfo;
  readonly scores: Readonly<Record<string, number>>;
  readonly total: number;
}

export function scoreNodes(
  pod: Pod,
  feasible: readonly NodeInfo[],
  all: readonly NodeInfo[],
  view: ClusterView,
): readonly Scored[] {
  const rows = feasible.map((info) => ({ info, scores: {} as Record<string, number>, total: 0 }));
  for (const plugin of scorePlugins) {
    const score = plugin.preScore(pod, feasible, all, view);
    if (score === undefined) continue;
    const raw = feasible.map((info) => score(info));
    const shares = plugin.normalize?.(raw) ?? raw;
    rows.forEach((row, i) => {
      const share = (shares[i] ?? 0) * plugin.weight;
      row.scores[plugin.name] = share;
      row.total += share;
    });
  }
  return rows;
}

/**
 * The node at the root of a heap by total score. With equal totals this is decided by the heap's own moves, not by
 * luck. Source: v1.35 pkg/scheduler/schedule_one.go newSortedNodeScores
 */
export function pick(scored: readonly Scored[]): Scored | undefined {
  const heap = [...scored];
  const better = (a: number, b: number): boolean => (heap[a]?.total ?? 0) > (heap[b]?.total ?? 0);
  for (let start = Math.floor(heap.length / 2) - 1; start >= 0; start -= 1) {
    let parent = start;
    for (;;) {
      const left = 2 * parent + 1;
      if (left >= heap.length) break;
      const child = left + 1 < heap.length && better(left + 1, left) ? left + 1 : left;
      const [up, down] = [heap[child], heap[parent]];
      if (up === undefined || down === undefined || !better(child, parent)) break;
      heap[parent] = up;
      heap[child] = down;
      parent = child;
    }
  }
  return heap[0];
}

/**
 * The sentence of a FailedScheduling event for a Pod that fits nowhere, whatever the node. Preemption is not tried; its
 * part of the sentence is the error of a plugin that misses what it would have noted while it filtered.
 * Source: v1.35 pkg/scheduler/framework/types.go FitError.Error
 */
export const rejectedEverywhere = (total: number, reason: string): string =>
  `0/${total} nodes are available: ${reason}. not found`;

/**
 * The sentence of a FailedScheduling event. Counts are of nodes; a node counts once for each of its reasons.
 * Source: v1.35 pkg/scheduler/framework/types.go FitError.Error; preemption/preemption.go for the last part
 */
export function fitError(total: number, refused: ReadonlyMap<string, Refusal>, victimsPossible: boolean): string {
  if (total === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const { reasons } of refused.values())
    for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const histogram = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  const unresolvable = [...refused.values()].filter(({ code }) => code === 'UnschedulableAndUnresolvable').length;
  const other = refused.size - unresolvable;
  const parts = [
    ...(other > 0 && !victimsPossible ? [`${other} No preemption victims found for incoming pod`] : []),
    ...(unresolvable > 0 ? [`${unresolvable} Preemption is not helpful for scheduling`] : []),
  ].sort();
  return `0/${total} nodes are available: ${histogram.join(', ')}. no new claims to deallocate, preemption: 0/${total} nodes are available: ${parts.join(', ')}.`;
}
