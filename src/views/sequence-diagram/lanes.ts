import type { Level } from '../../story/level.ts';
import type { Story } from '../../story/tell.ts';
import { laneOf, nodeOf, processOf } from '../../trace/address.ts';
import type { Address } from '../../trace/trace.ts';
import { widthOf } from '../fit-text.ts';

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
  if (toggled.has(controlPlaneGroup)) plan.push(spine(controlPlaneGroup, controlPlaneGroup));
  else
    for (const id of controlPlane)
      plan.push({ id, name: id.replace('kube-controller', 'controller'), group: controlPlaneGroup, folded: false });
  const processes = processesOf(story);
  plan.push(...nodeLanes(story, level, toggled, processes));
  const used = new Set(story.index.messages.flatMap(({ from: sender, to }) => [laneOf(sender), laneOf(to)]));
  if (level !== 'story' && used.has('registry'))
    plan.push({ id: 'registry', name: 'registry', group: '', folded: false });
  if (used.has('client')) plan.push({ id: 'client', name: 'client', group: '', folded: false });
  return placed(unfoldedEnough(plan, width - from), { from, width, processes });
}

const controlPlaneGroup = 'control plane';

/** A folded group: only its name, upwards. */
const spine = (group: string, name: string): Planned => ({ id: `group:${group}`, name, group: '', folded: true });

/** The group that a folded lane stands for; undefined for a lane that is folded for want of room. */
export const groupOfSpine = (id: string): string | undefined =>
  id.startsWith('group:') ? id.slice('group:'.length) : undefined;

/** The lanes that speak least, in the order in which they are folded when names would touch. */
const foldable = ['registry', 'client', 'kubectl', 'etcd'];
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

/** Alike where every name fits; where room is short, by the length of the names, so that they do not touch. */
function share(open: readonly Planned[], room: number): ReadonlyMap<string, number> {
  const wish = ({ name }: Planned) => Math.max(...name.split('-').map((part) => widthOf(part, 12.5, 'bold'))) + 6;
  const all = open.reduce((sum, lane) => sum + wish(lane), 0);
  const alike = room / Math.max(1, open.length);
  const fits = open.every((lane) => wish(lane) <= alike);
  return new Map(open.map((lane) => [lane.id, fits ? alike : (wish(lane) / all) * room]));
}

interface Room {
  readonly from: number;
  readonly width: number;
  readonly processes: readonly string[];
}

function placed(plan: readonly Planned[], { from, width, processes }: Room): Lanes {
  const folded = plan.filter((lane) => lane.folded).length;
  const room = width - from - folded * foldedWidth - 8;
  const widthsOf = share(
    plan.filter((lane) => !lane.folded),
    room,
  );
  let x = from;
  const columns = plan.map((lane): LaneColumn => {
    const mine = lane.folded ? foldedWidth : (widthsOf.get(lane.id) ?? leastLane);
    x += mine;
    return { ...lane, width: mine, x: x - mine / 2 };
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const foldedPlane = byId.get(`group:${controlPlaneGroup}`);
  const many = byId.get('more-nodes');
  return {
    columns,
    columnOf(address) {
      const lane = drawnLane(address, processes);
      const node = nodeOf(address);
      if (node === undefined) return byId.get(lane) ?? (controlPlane.includes(lane) ? foldedPlane : undefined);
      return (
        byId.get(`${mergedNodes}/${lane.slice(lane.indexOf('/') + 1)}`) ??
        byId.get(lane) ??
        byId.get(`group:${node}`) ??
        byId.get(`group:${mergedNodes}`) ??
        many
      );
    },
  };
}

/** What a lane is called: `kernel` for `worker-1/netfilter`. */
export function laneName(id: string): string {
  const process = id.slice(id.lastIndexOf('/') + 1);
  return nodeProcesses[process] ?? process;
}

/** Names of what has a lane on a node: probes and connections go to containers, packets through the kernel. */
const nodeProcesses: Readonly<Record<string, string>> = {
  kubelet: 'kubelet',
  containerd: 'containerd',
  containers: 'Pods',
  'kube-proxy': 'kube-proxy',
  netfilter: 'kernel',
};

/** The lanes of a node in this run: containers only when something speaks with them, the kernel when packets pass it. */
function processesOf({ index }: Story): readonly string[] {
  const seen = new Set<string>();
  for (const { body, to } of index.messages) {
    if (body.type !== 'traffic' && body.type !== 'probe-call') continue;
    if (isContainer(to)) seen.add('containers');
    if (processOf(to) === 'netfilter') seen.add('netfilter');
  }
  return Object.keys(nodeProcesses).filter((id) => seen.has(id) || (id !== 'containers' && id !== 'netfilter'));
}

/** Whether connections or probes give a node more lanes than its three processes. */
export const hasManyLanes = (story: Story): boolean => processesOf(story).length > 3;

/** `worker-1/containerd/default/nginx/nginx`: the program in a container, and not the runtime that holds it. */
const isContainer = (address: Address): boolean => processOf(address) === 'containerd' && address.split('/').length > 2;

function drawnLane(address: Address, processes: readonly string[]): string {
  const lane = laneOf(address);
  if (processes.includes('containers') && isContainer(address)) return lane.replace(/containerd$/, 'containers');
  return lane.replace(/\/cni$/, '/containerd');
}

/** Lanes of several nodes drawn as one, at the level of the story. */
const mergedNodes = 'nodes';

function nodeLanes(story: Story, level: Level, toggled: ReadonlySet<string>, processes: readonly string[]): Planned[] {
  const busy = busyNodes(story);
  const inside = (prefix: string, group: string, opened = !toggled.has(prefix)): Planned[] =>
    !opened
      ? [spine(prefix, group)]
      : processes.map((process) => ({
          id: `${prefix}/${process}`,
          name: nodeProcesses[process] ?? process,
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
  const opened = open.flatMap((node) => inside(node, node, true));
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
