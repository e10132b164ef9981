import { isFields, put } from '../api/fields.ts';
import { resourceForKind } from '../api/resources.ts';
import type { ApiObject, Manifest } from '../api/types.ts';

/** In the API a field that is null is one that is not there. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (!isFields(value)) return value;
  const kept: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value)) if (each !== null) put(kept, name, withoutNulls(each));
  return kept;
}

/**
 * An object as somebody wrote or printed it, with what every stored object has: its namespace, and of a Pod a uid and a
 * list of containers. Whoever types a Pod by hand gives it no uid; its name tells it apart as well.
 */
export function knownObject(manifest: Manifest): ApiObject {
  const object = withoutNulls(manifest) as ApiObject;
  const resource = resourceForKind(object.apiVersion ?? '', object.kind ?? '');
  if (resource?.namespaced !== true) return object;
  const namespace = object.metadata.namespace || 'default';
  if (resource.plural !== 'pods') return { ...object, metadata: { ...object.metadata, namespace } };
  const uid = object.metadata.uid || `${namespace}/${object.metadata.name}`;
  const spec = { ...(object as { spec?: object }).spec } as { readonly containers?: unknown };
  return {
    ...object,
    metadata: { ...object.metadata, namespace, uid },
    spec: { ...spec, containers: spec.containers ?? [] },
  } as ApiObject;
}
