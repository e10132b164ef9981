import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { Address } from '../../../trace/trace.ts';
import type { Picks } from './list-options.ts';

/** One open watch connection. */
export interface Watch {
  readonly address: Address;
  readonly client: Address;
  readonly resource: string;
  readonly namespace?: string;
  /** By labels and fields: a kubelet watches the Pods with its own `spec.nodeName`. */
  readonly picks?: Picks;
}

/** Whether an object, as it is now, is one that this watch shows. */
export function shows(watch: Watch, object: ApiObject): boolean {
  if (watch.namespace !== undefined && object.metadata.namespace !== watch.namespace) return false;
  return watch.picks === undefined || watch.picks(object);
}

/**
 * What a watcher is told of a change: a selector makes objects appear (ADDED) and vanish (DELETED) as they
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
