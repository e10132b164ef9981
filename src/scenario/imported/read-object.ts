import { fieldsOf, isFields, own } from '../../kubernetes/api/fields.ts';
import { resourceForKind } from '../../kubernetes/api/resources.ts';
import { roots, types } from '../../kubernetes/api/schema/fields.generated.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';
import { decode } from '../../kubernetes/decoding/decode.ts';
import { namedTypes } from '../../kubernetes/decoding/go-named-types.ts';
import { plainCopy, TooMuch } from './plain-copy.ts';

/** An object, a kind that is not used here, or what is wrong with it. */
export type ReadObject =
  | { readonly object: Manifest }
  | { readonly unused: string }
  | { readonly which: string; readonly why: string };

/** Nothing here reads them: they change all the time, or are nobody's business. */
const unread: ReadonlySet<string> = new Set([
  'Event',
  'Lease',
  'Secret',
  'ComponentStatus',
  'PodMetrics',
  'NodeMetrics',
]);

/** A segment of a path. Source: v1.35 apimachinery pkg/api/validation/path/name.go IsValidPathSegmentName */
const isName = (name: unknown): name is string =>
  typeof name === 'string' && name !== '' && name.length <= 253 && name !== '.' && name !== '..' && !/[/%]/.test(name);

const oneLine = (text: unknown): string => String(text).replace(/\s+/g, ' ').slice(0, 80);

/** Takes in one object as kubectl printed it, by the types that its fields have in v1.35. Never throws. */
export function readObject(given: unknown): ReadObject {
  const { kind, apiVersion, metadata } = fieldsOf(given);
  if (!isFields(given) || typeof kind !== 'string' || typeof apiVersion !== 'string')
    return { which: '', why: 'it has no kind and apiVersion, so it is no object of Kubernetes' };
  const { name, namespace } = fieldsOf(metadata);
  const which = `${oneLine(kind)} ${typeof namespace === 'string' ? `${oneLine(namespace)}/` : ''}${oneLine(name ?? '')}`;
  const resource = resourceForKind(apiVersion, kind);
  if (resource === undefined || unread.has(kind)) return { unused: oneLine(kind) };
  if (!isName(name)) return { which, why: 'metadata.name is missing, or no name' };
  if (namespace !== undefined && !isName(namespace)) return { which, why: 'metadata.namespace is no name' };
  const read = decoded(given, resource);
  if (typeof read === 'string') return { which, why: read };
  const why = unusable(read);
  return why === undefined ? { object: read } : { which, why };
}

function decoded(given: unknown, resource: NonNullable<ReturnType<typeof resourceForKind>>): Manifest | string {
  try {
    const read = decode(resource, plainCopy(given), 'Ignore', { roots, types, named: () => namedTypes });
    if ('refused' in read) return read.mistakes.map(({ field, says }) => `${field}: ${says}`).join('; ');
    const { managedFields: _, ...metadata } = read.object.metadata as Readonly<Record<string, unknown>>;
    const namespace = resource.namespaced ? (metadata['namespace'] ?? 'default') : undefined;
    return { ...read.object, metadata: { ...metadata, ...(namespace === undefined ? {} : { namespace }) } } as Manifest;
  } catch (problem) {
    if (problem instanceof TooMuch) return problem.message;
    return 'it cannot be read';
  }
}

/** Without these nobody can reckon with it. */
function unusable({ kind, spec, status }: Manifest): string | undefined {
  if (kind === 'Pod') {
    const containers = own(fieldsOf(spec), 'containers');
    if (!Array.isArray(containers) || containers.length === 0) return 'spec.containers is missing';
    if (!containers.every((each) => isFields(each) && typeof own(each, 'name') === 'string'))
      return 'a container has no name';
  }
  if (kind === 'Node' && !isFields(own(fieldsOf(status), 'allocatable')))
    return 'status.allocatable is missing: kubectl get nodes -o yaml prints it';
  return undefined;
}
