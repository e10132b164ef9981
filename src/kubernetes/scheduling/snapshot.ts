import type { Node, Pod } from '../api/types.ts';
import type { ClusterSnapshot, ImageState, NodeInfo } from './framework.ts';
import { nodeInfo } from './node-info.ts';
import { NodeTree } from './node-tree.ts';
import { isResizing } from './pod-requests.ts';

interface Place {
  node: Node;
  readonly pods: Map<string, Pod>;
  /** What a decision reads of it; made anew after a change. */
  info: NodeInfo | undefined;
}

/** Nodes with what runs on them, assumed Pods included. Source: v1.35 pkg/scheduler/backend/cache */
export class Snapshot implements ClusterSnapshot {
  private readonly known = new Map<string, Place>();
  /** Pods on nodes that are not there, or not yet. */
  private readonly elsewhere = new Map<string, Map<string, Pod>>();
  private readonly nodeOf = new Map<string, string>();
  private readonly tree = new NodeTree();
  private order: readonly Place[] | undefined;
  private images: Map<string, ImageState> | undefined;
  private readonly listed: NodeInfo[] = [];

  /** In the scheduler's order. The same list with the next state after the next change. */
  get nodes(): readonly NodeInfo[] {
    this.order ??= this.tree.zonesInTurn().flatMap((name) => {
      const place = this.known.get(name);
      return place === undefined ? [] : [place];
    });
    this.listed.length = this.order.length;
    for (const [at, place] of this.order.entries()) {
      place.info ??= nodeInfo(place.node, [...place.pods.values()]);
      this.listed[at] = place.info;
    }
    return this.listed;
  }

  image(name: string): ImageState | undefined {
    this.images ??= imagesOf([...this.known.values()].map(({ node }) => node));
    return this.images.get(name);
  }

  setNode(node: Node): void {
    const { name } = node.metadata;
    const place = this.known.get(name);
    if (place?.node.status?.images !== node.status?.images) this.images = undefined;
    if (this.tree.set(node)) this.order = undefined;
    if (place === undefined) {
      const pods = this.elsewhere.get(name) ?? new Map<string, Pod>();
      this.elsewhere.delete(name);
      this.known.set(name, { node, pods, info: undefined });
    } else {
      place.node = node;
      place.info = undefined;
    }
  }

  removeNode(name: string): void {
    const place = this.known.get(name);
    if (place === undefined) return;
    if (place.pods.size > 0) this.elsewhere.set(name, place.pods);
    this.known.delete(name);
    this.tree.remove(name);
    this.order = undefined;
    this.images = undefined;
  }

  setPod(pod: Pod): void {
    const name = pod.spec.nodeName ?? '';
    const { uid } = pod.metadata;
    if (this.nodeOf.get(uid) !== name) this.removePod(pod);
    this.nodeOf.set(uid, name);
    const place = this.known.get(name);
    const here = place?.pods ?? this.elsewhere.get(name) ?? new Map<string, Pod>();
    if (place === undefined) this.elsewhere.set(name, here);
    const before = here.get(uid);
    here.set(uid, pod);
    if (place !== undefined && (before === undefined || differs(before, pod))) place.info = undefined;
  }

  removePod({ metadata: { uid } }: Pod): void {
    const name = this.nodeOf.get(uid);
    if (name === undefined) return;
    this.nodeOf.delete(uid);
    const left = this.elsewhere.get(name);
    if (left?.delete(uid) === true && left.size === 0) this.elsewhere.delete(name);
    const place = this.known.get(name);
    if (place?.pods.delete(uid)) place.info = undefined;
  }
}

/** Most status reports change nothing that a decision rests on. */
const differs = (before: Pod, after: Pod): boolean =>
  before.spec !== after.spec ||
  before.metadata.labels !== after.metadata.labels ||
  before.metadata.deletionTimestamp !== after.metadata.deletionTimestamp ||
  before.status?.phase !== after.status?.phase ||
  isResizing(before) ||
  isResizing(after);

/** The size of an image is the first that was heard of. Source: v1.35 pkg/scheduler/backend/cache/cache.go addNodeImageStates */
export function imagesOf(nodes: readonly Node[]): Map<string, ImageState> {
  const found = new Map<string, { size: number; nodes: number }>();
  for (const { status } of nodes) {
    const here = new Set<string>();
    for (const { names, sizeBytes } of status?.images ?? []) {
      for (const name of names ?? []) {
        if (here.has(name)) continue;
        here.add(name);
        const known = found.get(name);
        if (known === undefined) found.set(name, { size: sizeBytes ?? 0, nodes: 1 });
        else known.nodes += 1;
      }
    }
  }
  return found;
}
