import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { Address } from '../../../trace/trace.ts';

/** One open watch connection. */
export interface Watch {
  readonly address: Address;
  readonly client: Address;
  readonly resource: string;
  readonly namespace?: string;
  readonly name?: string;
  /** `spec.nodeName=worker-1`: a kubelet's watch of its own Pods. */
  readonly nodeName?: string;
}

/** Whether an object, as it is now, is one that this watch shows. */
export function shows(watch: Watch, object: ApiObject): boolean {
  const { metadata } = object;
  if (watch.namespace !== undefined && metadata.namespace !== watch.namespace) return false;
  if (watch.name !== undefined && metadata.name !== watch.name) return false;
  if (watch.nodeName === undefined) return true;
  return (object as { spec?: { nodeName?: string } }).spec?.nodeName === watch.nodeName;
}

/**
 * What a watcher is told of a change: a field selector makes objects appear (ADDED) and vanish (DELETED) as they
 * begin and cease to match. Source: v1.35 staging/src/k8s.io/apiserver/pkg/storage/cacher/cache_watcher.go
 */
export function eventFor(
  watch: Watch,
  before: ApiObject | undefined,
  after: ApiObject | undefined,
): 'ADDED' | 'MODIFIED' | 'DELETED' | undefined {
  const was = before !== undefined && shows(watch, before);
  const is = after !== undefined && shows(watch, after);
  if (is) return was ? 'MODIFIED' : 'ADDED';
  return was ? 'DELETED' : undefined;
}

/** The open watch connections by resource. */
export class WatchTable {
  private readonly byResource = new Map<string, Watch[]>();
  private opened = 0;

  nextAddress(): Address {
    this.opened += 1;
    return `kube-apiserver/watch-${this.opened}`;
  }

  open(watch: Watch): void {
    const list = this.byResource.get(watch.resource) ?? [];
    list.push(watch);
    this.byResource.set(watch.resource, list);
  }

  close(address: Address): void {
    for (const [resource, list] of this.byResource) {
      const rest = list.filter((watch) => watch.address !== address);
      if (rest.length < list.length) this.byResource.set(resource, rest);
    }
  }

  of(resource: string): readonly Watch[] {
    return this.byResource.get(resource) ?? [];
  }
}
