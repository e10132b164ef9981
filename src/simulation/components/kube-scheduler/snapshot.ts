import type { Node, Pod } from '../../../kubernetes/api/types.ts';
import type { NodeInfo } from '../../../kubernetes/scheduling/framework.ts';
import { nodeInfo } from '../../../kubernetes/scheduling/node-info.ts';

/** Nodes with what runs on them, assumed Pods included. Source: v1.35 pkg/scheduler/backend/cache */
export class Snapshot {
  private readonly order: string[] = [];
  private readonly known = new Map<string, Node>();
  private readonly pods = new Map<string, Map<string, Pod>>();
  private readonly infos = new Map<string, NodeInfo>();
  /** All infos in order, as long as none of them has changed. */
  private listed: readonly NodeInfo[] | undefined;

  get nodes(): readonly NodeInfo[] {
    this.listed ??= this.order.map((name) => this.info(name));
    return this.listed;
  }

  setNode(node: Node): void {
    const { name } = node.metadata;
    if (!this.known.has(name)) this.order.push(name);
    this.known.set(name, node);
    this.changed(name);
  }

  removeNode(name: string): void {
    this.known.delete(name);
    this.changed(name);
    const at = this.order.indexOf(name);
    if (at >= 0) this.order.splice(at, 1);
  }

  setPod(pod: Pod): void {
    const name = pod.spec.nodeName ?? '';
    const here = this.pods.get(name) ?? new Map<string, Pod>();
    this.pods.set(name, here);
    const before = here.get(pod.metadata.uid);
    here.set(pod.metadata.uid, pod);
    // A status report changes nothing that a decision rests on.
    if (before === undefined || before.spec !== pod.spec || before.metadata.labels !== pod.metadata.labels)
      this.changed(name);
  }

  removePod(pod: Pod): void {
    for (const [name, here] of this.pods) if (here.delete(pod.metadata.uid)) this.changed(name);
  }

  private changed(name: string): void {
    this.infos.delete(name);
    this.listed = undefined;
  }

  private info(name: string): NodeInfo {
    const ready = this.infos.get(name);
    if (ready !== undefined) return ready;
    const node = this.known.get(name);
    if (node === undefined) throw new Error(`no node ${name}`);
    const made = nodeInfo(node, [...(this.pods.get(name)?.values() ?? [])]);
    this.infos.set(name, made);
    return made;
  }
}
