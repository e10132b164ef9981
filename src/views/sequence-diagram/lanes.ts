import type { Level } from '../../story/level.ts';
import type { Story } from '../../story/tell.ts';
import { laneOf, nodeOf, processOf } from '../../trace/address.ts';
import type { Address } from '../../trace/trace.ts';

/** One vertical line of the diagram. */
export interface LaneColumn {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly x: number;
  readonly width: number;
  /** Only its name, upwards. */
  readonly folded: boolean;
}

export interface Lanes {
  readonly columns: readonly LaneColumn[];
  readonly columnOf: (address: Address) => LaneColumn | undefined;
}

const foldedWidth = 26;
const mostFolded = 6;
const controlPlane = ['kube-apiserver', 'etcd', 'kube-controller-manager', 'kube-scheduler'];

/**
 * In the map's order from left to right. Computed once for the run, its level and what is folded by hand.
 *
 * @param toggled groups (`control plane`, `worker-2`) that are not as they are at first
 */
export function lanesFor(story: Story, level: Level, toggled: ReadonlySet<string>, from: number, width: number): Lanes {
  const plan: Planned[] = [{ id: 'kubectl', name: 'kubectl', group: '', folded: false }];
  if (toggled.has(controlPlaneGroup)) plan.push(spine(controlPlaneGroup, 'control'));
  else
    for (const id of controlPlane)
      plan.push({ id, name: id.replace('kube-controller', 'controller'), group: controlPlaneGroup, folded: false });
  plan.push(...nodeLanes(story, level, toggled));
  const used = new Set(story.index.messages.flatMap(({ from: sender, to }) => [laneOf(sender), laneOf(to)]));
  if (level !== 'story' && used.has('registry'))
    plan.push({ id: 'registry', name: 'registry', group: '', folded: false });
  if (used.has('client')) plan.push({ id: 'client', name: 'client', group: '', folded: false });
  return placed(unfoldedEnough(plan, width - from), from, width);
}

const controlPlaneGroup = 'control plane';

/** A folded group: only its name, upwards. */
const spine = (group: string, name: string): Planned => ({ id: `group:${group}`, name, group: '', folded: true });

/** The group that a folded lane stands for; undefined for a lane that is folded for want of room. */
export const groupOfSpine = (id: string): string | undefined =>
  id.startsWith('group:') ? id.slice('group:'.length) : undefined;

/** The lanes that speak least, in the order in which they are folded when names would touch. */
const foldable = ['etcd', 'registry', 'client', 'kubectl'];
const leastLane = 54;

/** Eight lanes are the limit of readable names at 1280 px; beyond it, some are folded for the whole run. */
function unfoldedEnough(plan: readonly Planned[], room: number): readonly Planned[] {
  const names = new Set<string>();
  const each = () =>
    (room - 8 - (names.size + plan.filter(({ folded }) => folded).length) * foldedWidth) /
    (plan.filter(({ folded }) => !folded).length - names.size);
  for (const id of foldable) {
    if (each() >= leastLane) break;
    if (plan.some((lane) => lane.id === id)) names.add(id);
  }
  return plan.map((lane) => (names.has(lane.id) ? { ...lane, folded: true } : lane));
}

interface Planned {
  readonly id: string;
  readonly name: string;
  readonly group: string;
  readonly folded: boolean;
}

function placed(plan: readonly Planned[], from: number, width: number): Lanes {
  const folded = plan.filter((lane) => lane.folded).length;
  const each = (width - from - folded * foldedWidth - 8) / Math.max(1, plan.length - folded);
  let x = from;
  const columns = plan.map((lane): LaneColumn => {
    const mine = lane.folded ? foldedWidth : each;
    x += mine;
    return { ...lane, width: mine, x: x - mine / 2 };
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const foldedPlane = byId.get(`group:${controlPlaneGroup}`);
  const many = byId.get('more-nodes');
  return {
    columns,
    columnOf(address) {
      const lane = drawnLane(laneOf(address));
      const node = nodeOf(address);
      if (node === undefined) return byId.get(lane) ?? (controlPlane.includes(lane) ? foldedPlane : undefined);
      return (
        byId.get(`${mergedNodes}/${processOf(lane)}`) ??
        byId.get(lane) ??
        byId.get(`group:${node}`) ??
        byId.get(`group:${mergedNodes}`) ??
        many
      );
    },
  };
}

/** What happens inside a node's network has no lane of its own. */
function drawnLane(lane: string): string {
  return lane.replace(/\/cni$/, '/containerd').replace(/\/netfilter$/, '/kube-proxy');
}

/** Lanes of several nodes drawn as one, at the level of the story. */
const mergedNodes = 'nodes';

function nodeLanes(story: Story, level: Level, toggled: ReadonlySet<string>): Planned[] {
  const busy = busyNodes(story);
  const inside = (prefix: string, group: string): Planned[] =>
    toggled.has(prefix)
      ? [spine(prefix, group)]
      : ['kubelet', 'containerd', 'kube-proxy'].map((name) => ({
          id: `${prefix}/${name}`,
          name,
          group,
          folded: false,
        }));
  const first = busy[0] ?? story.index.trace.nodes[0] ?? 'node';
  if (busy.length === 0 || (level === 'story' && busy.length === 1)) return inside(first, first);
  if (level === 'story') return inside(mergedNodes, `${busy.length} nodes`);
  const others = story.index.trace.nodes.filter((node) => node !== first);
  const open = others.filter((node) => toggled.has(node));
  const closed = others.filter((node) => !toggled.has(node));
  const spines =
    closed.length <= mostFolded
      ? closed.map((node) => spine(node, node))
      : [{ id: 'more-nodes', name: `${closed.length} more nodes`, group: '', folded: true }];
  const opened = open.flatMap((node) =>
    ['kubelet', 'containerd', 'kube-proxy'].map((name) => ({
      id: `${node}/${name}`,
      name,
      group: node,
      folded: false,
    })),
  );
  return [...inside(first, first), ...opened, ...spines];
}

/** Nodes that the story names, in the cluster's order; for a Service all whose proxies write rules. */
function busyNodes(story: Story): string[] {
  const named = new Set<string>();
  for (const { level, message, step } of story.classes.values()) {
    if (level !== 'story' || step === 7) continue;
    for (const node of [nodeOf(message.from), nodeOf(message.to)]) if (node !== undefined) named.add(node);
  }
  return story.index.trace.nodes.filter((node) => named.has(node));
}
