import type { ClusterView } from '../../kubernetes/api/calls.ts';
import type { ApiObject } from '../../kubernetes/api/types.ts';
import { keyOf } from './etcd/store.ts';

/**
 * What one client knows of the cluster: filled at its start, then by watch events alone, so it may lag behind.
 * Source: v1.35 staging/src/k8s.io/client-go/tools/cache
 */
export class InformerCache implements ClusterView {
  private readonly byResource = new Map<string, Map<string, ApiObject>>();

  get(resource: string, namespace: string, name: string): ApiObject | undefined {
    return this.byResource.get(resource)?.get(keyOf(resource, namespace, name));
  }

  list(resource: string, namespace?: string): readonly ApiObject[] {
    const all = [...(this.byResource.get(resource)?.values() ?? [])];
    return namespace === undefined || namespace === ''
      ? all
      : all.filter((object) => object.metadata.namespace === namespace);
  }

  /** Takes in one watch event; returns what the cache held before. */
  apply(resource: string, event: string, object: ApiObject): ApiObject | undefined {
    const objects = this.byResource.get(resource) ?? new Map<string, ApiObject>();
    this.byResource.set(resource, objects);
    const key = keyOf(resource, object.metadata.namespace, object.metadata.name);
    const before = objects.get(key);
    if (event === 'DELETED') objects.delete(key);
    else if (event !== 'BOOKMARK') objects.set(key, object);
    return before;
  }

  fill(resource: string, objects: readonly ApiObject[]): void {
    for (const object of objects) this.apply(resource, 'ADDED', object);
  }
}
