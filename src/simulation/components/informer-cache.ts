import type { IndexedView } from '../../kubernetes/api/calls.ts';
import type { ApiObject } from '../../kubernetes/api/types.ts';
import { controllerOf } from '../../kubernetes/controllers/controller.ts';
import { keyOf } from './etcd/store.ts';

type Objects = Map<string, ApiObject>;

/** In the index, in place of the uid of a controller: the object has none. */
const nobody = '';

/**
 * What one client knows of the cluster: filled at its start, then by watch events alone, so it may lag behind.
 * Source: v1.35 staging/src/k8s.io/client-go/tools/cache
 */
export class InformerCache implements IndexedView {
  private readonly byResource = new Map<string, Objects>();
  /** By resource and uid of the controller; made for a resource when somebody asks for the first time. */
  private readonly byController = new Map<string, Map<string, Objects>>();

  get(resource: string, namespace: string, name: string): ApiObject | undefined {
    return this.byResource.get(resource)?.get(keyOf(resource, namespace, name));
  }

  list(resource: string, namespace?: string): readonly ApiObject[] {
    const all = [...(this.byResource.get(resource)?.values() ?? [])];
    return namespace === undefined || namespace === ''
      ? all
      : all.filter((object) => object.metadata.namespace === namespace);
  }

  managedBy(resource: string, uid: string): readonly ApiObject[] {
    const index = this.byController.get(resource) ?? this.makeIndex(resource);
    return [...(index.get(uid)?.values() ?? [])];
  }

  orphans(resource: string): readonly ApiObject[] {
    return this.managedBy(resource, nobody);
  }

  /** Takes in one watch event; returns what the cache held before. */
  apply(resource: string, event: string, object: ApiObject): ApiObject | undefined {
    const objects = this.byResource.get(resource) ?? new Map<string, ApiObject>();
    this.byResource.set(resource, objects);
    const key = keyOf(resource, object.metadata.namespace, object.metadata.name);
    const before = objects.get(key);
    if (event === 'BOOKMARK') return before;
    const after = event === 'DELETED' ? undefined : object;
    put(objects, key, after);
    const index = this.byController.get(resource);
    if (index !== undefined) reindex(index, key, before, after);
    return before;
  }

  fill(resource: string, objects: readonly ApiObject[]): void {
    for (const object of objects) this.apply(resource, 'ADDED', object);
  }

  private makeIndex(resource: string): Map<string, Objects> {
    const index = new Map<string, Objects>();
    for (const [key, object] of this.byResource.get(resource) ?? []) reindex(index, key, undefined, object);
    this.byController.set(resource, index);
    return index;
  }
}

function put(objects: Objects, key: string, object: ApiObject | undefined): void {
  if (object === undefined) objects.delete(key);
  else objects.set(key, object);
}

function reindex(
  index: Map<string, Objects>,
  key: string,
  before: ApiObject | undefined,
  after: ApiObject | undefined,
): void {
  const [was, is] = [before, after].map((object) =>
    object === undefined ? undefined : (controllerOf(object)?.uid ?? nobody),
  );
  if (was !== undefined && was !== is) index.get(was)?.delete(key);
  if (is === undefined) return;
  const managed = index.get(is) ?? new Map<string, ApiObject>();
  index.set(is, managed);
  put(managed, key, after);
}
