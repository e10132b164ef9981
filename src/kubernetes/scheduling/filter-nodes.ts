import type { Pod } from '../api/types.ts';
import type { Filtered, Refusal } from './decision.ts';
import type { Cycle, NodeInfo, PreparedFilter } from './framework.ts';
import { nodeInfo } from './node-info.ts';
import type { Profile } from './profile.ts';

/** A filter that has read the Pod, with the name of its plugin. */
export interface NamedFilter extends PreparedFilter {
  readonly plugin: string;
}

/** What the plugins said after they had read the Pod, before any node was looked at. */
export interface Prepared {
  readonly plugins: Filtered['plugins'];
  readonly filters: readonly NamedFilter[];
  /** Nobody looks further: this holds on every node. */
  readonly rejection?: Refusal;
  /** Only these nodes are looked at. */
  readonly only?: ReadonlySet<string>;
  /** Plugins that narrowed the nodes. */
  readonly narrowedBy: readonly string[];
}

/** Source: v1.35 pkg/scheduler/framework/runtime/framework.go RunPreFilterPlugins */
export function prepareFilters(cycle: Cycle, { filters: plugins }: Profile): Prepared {
  const said: { name: string; skipped: boolean }[] = [];
  const filters: NamedFilter[] = [];
  const narrowedBy: string[] = [];
  let only: ReadonlySet<string> | undefined;
  for (const { name, preFilter } of plugins) {
    const result = preFilter?.(cycle) ?? 'Skip';
    said.push({ name, skipped: result === 'Skip' });
    if (result === 'Skip') continue;
    if ('code' in result) return { plugins: said, filters, narrowedBy, rejection: { plugin: name, ...result } };
    filters.push({
      plugin: name,
      filter: result.filter,
      ...(result.addPod && { addPod: result.addPod }),
      ...(result.removePod && { removePod: result.removePod }),
    });
    if (result.nodes === undefined) continue;
    narrowedBy.push(name);
    only = only === undefined ? result.nodes : new Set([...only].filter((node) => result.nodes?.has(node)));
    if (only.size === 0) return { plugins: said, filters, narrowedBy, rejection: nowhere(narrowedBy) };
  }
  return { plugins: said, filters, narrowedBy, ...(only === undefined ? {} : { only }) };
}

const nowhere = (by: readonly string[]): Refusal => ({
  plugin: null,
  code: 'UnschedulableAndUnresolvable',
  reasons: [
    by.length === 1
      ? `node(s) didn't satisfy plugin ${by[0]}`
      : `node(s) didn't satisfy plugin(s) [${by.join(' ')}] simultaneously`,
  ],
});

/** Pods that were promised room on a node and are not there yet, of at least the priority of the Pod at hand. */
export type Nominated = (node: string) => readonly Pod[];

export interface FilterOptions {
  /** At which node of the order the search begins, so that all nodes get their turn in large clusters. */
  readonly from?: number;
  readonly nominated?: Nominated;
}

/**
 * Asks every filter about one node until one refuses.
 * Source: v1.35 pkg/scheduler/framework/runtime/framework.go RunFilterPlugins
 */
export function firstRefusal(filters: readonly NamedFilter[], info: NodeInfo): Refusal | undefined {
  for (const prepared of filters) {
    const verdict = prepared.filter(info);
    if (verdict.code !== 'Success') return { plugin: prepared.plugin, ...verdict };
  }
  return undefined;
}

/**
 * Pods that were promised room on the node count as if they were there, and the Pod must fit without them, too: they
 * may never come. Source: v1.35 pkg/scheduler/framework/runtime/framework.go RunFilterPluginsWithNominatedPods
 */
export function refusalOf(
  filters: readonly NamedFilter[],
  info: NodeInfo,
  promised: readonly Pod[] = [],
): Refusal | undefined {
  if (promised.length === 0) return firstRefusal(filters, info);
  for (const pod of promised) for (const filter of filters) filter.addPod?.(pod, info);
  const refusal = firstRefusal(filters, nodeInfo(info.node, [...info.pods, ...promised]));
  for (const pod of promised) for (const filter of filters) filter.removePod?.(pod, info);
  return refusal ?? firstRefusal(filters, info);
}

/** Finds the nodes on which the Pod may run. Source: v1.35 pkg/scheduler/schedule_one.go findNodesThatFitPod */
export function filterNodes(
  cycle: Cycle,
  profile: Profile,
  prepared: Prepared = prepareFilters(cycle, profile),
  { from = 0, nominated }: FilterOptions = {},
): Filtered {
  const { nodes } = cycle.snapshot;
  const { plugins, filters, rejection, only, narrowedBy } = prepared;
  const order = inTurn(nodes, from);
  const names = order.map(({ node }) => node.metadata.name);
  if (rejection !== undefined) {
    const refused = new Map(names.map((name) => [name, rejection]));
    const [rejected = ''] = rejection.reasons;
    const rejectedBy = rejection.plugin === null ? narrowedBy : [rejection.plugin];
    return { order: names, plugins, feasible: [], refused, looked: 0, rejected, rejectedBy };
  }
  const promised = promisedNode(cycle, prepared, nominated);
  if (promised !== undefined)
    return { order: names, plugins, feasible: [promised], refused: new Map(), looked: 0, rejectedBy: narrowedBy };
  const lookedAt = only === undefined ? order : inTurn(nodes.filter(isIn(only)), from);
  const wanted = nodesToFind(lookedAt.length, profile.percentageOfNodesToScore);
  const feasible: NodeInfo[] = [];
  const refused = new Map<string, Refusal>();
  for (const info of lookedAt) {
    if (feasible.length >= wanted) break;
    const { name } = info.node.metadata;
    const refusal = refusalOf(filters, info, nominated?.(name));
    if (refusal === undefined) feasible.push(info);
    else refused.set(name, refusal);
  }
  const looked = feasible.length + refused.size;
  const rejectedBy = new Set(narrowedBy);
  for (const { plugin } of refused.values()) if (plugin !== null) rejectedBy.add(plugin);
  if (only !== undefined) for (const name of names) if (!only.has(name)) refused.set(name, leftOut(narrowedBy));
  return { order: names, plugins, feasible, refused, looked, rejectedBy: [...rejectedBy] };
}

/**
 * The node that the Pod was promised, if it fits there now: then no other is looked at.
 * Source: v1.35 pkg/scheduler/schedule_one.go evaluateNominatedNode
 */
function promisedNode({ pod, snapshot }: Cycle, { filters }: Prepared, nominated?: Nominated): NodeInfo | undefined {
  const name = pod.status?.nominatedNodeName ?? '';
  const info = name === '' ? undefined : snapshot.nodes.find(({ node }) => node.metadata.name === name);
  return info === undefined || refusalOf(filters, info, nominated?.(name)) !== undefined ? undefined : info;
}

const isIn =
  (names: ReadonlySet<string>) =>
  ({ node }: NodeInfo): boolean =>
    names.has(node.metadata.name);

const leftOut = (by: readonly string[]): Refusal => ({
  plugin: null,
  code: 'UnschedulableAndUnresolvable',
  reasons: [`node(s) didn't satisfy plugin(s) [${by.join(' ')}]`],
});

/** The place may be one of a larger cluster: nodes have gone, or only some are looked at. */
function inTurn(nodes: readonly NodeInfo[], from: number): readonly NodeInfo[] {
  const first = nodes.length === 0 ? 0 : from % nodes.length;
  return first === 0 ? nodes : [...nodes.slice(first), ...nodes.slice(0, first)];
}

/**
 * In large clusters not every node is looked at; a percentage of 0 leaves it to the size.
 * Source: v1.35 pkg/scheduler/schedule_one.go numFeasibleNodesToFind
 */
export function nodesToFind(all: number, percentage = 0): number {
  if (all < 100) return all;
  const share = percentage === 0 ? Math.max(5, 50 - Math.trunc(all / 125)) : percentage;
  return Math.max(100, Math.trunc((all * share) / 100));
}
