import type { Pod } from '../../../kubernetes/api/types.ts';
import { podKey } from './cri-client.ts';

/**
 * How the statecharts of a node's Pods are called: `default/db-0`. The kubelet knows a Pod by its uid, so a Pod that
 * was deleted by force and made again under the same name may start while the old one still ends: the younger is
 * `default/db-0~2` then. Source: v1.35 pkg/kubelet/pod_workers.go (podSyncStatuses is keyed by uid)
 */
export class PodAddresses {
  private readonly names = new Map<string, string>();

  /** The name of this Pod, kept until it is released. */
  take(pod: Pod): string {
    const known = this.names.get(pod.metadata.uid);
    if (known !== undefined) return known;
    const taken = new Set(this.names.values());
    const plain = podKey(pod);
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain}~${count}`;
    this.names.set(pod.metadata.uid, name);
    return name;
  }

  /** The name of a Pod that has a worker here; undefined for one that was never started. */
  of(uid: string): string | undefined {
    return this.names.get(uid);
  }

  release(uid: string): void {
    this.names.delete(uid);
  }
}
