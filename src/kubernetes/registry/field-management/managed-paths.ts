import { byText, type Fields, fieldsOf, isFields } from '../../api/fields.ts';
import { goJson } from '../../api/go-text.ts';
import { defaultOfKey, isAtomicMap, listKind } from './list-kinds.ts';

/** Fields of metadata that nobody owns: the server alone sets them. */
const ofTheServer: ReadonlySet<string> = new Set([
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'managedFields',
  'selfLink',
]);

/** `[name="nginx"]`: which item of a list a path means. Source: structured-merge-diff fieldpath/element.go */
export const itemName = (item: Fields, keys: readonly string[]): string =>
  `[${[...keys]
    .sort(byText)
    .map((key) => `${key}=${goJson(item[key] ?? defaultOfKey[key])}`)
    .join(',')}]`;

export const valueName = (value: unknown): string => `[=${goJson(value)}]`;

/**
 * The fields of an object that have an owner each, by path as the server prints it:
 * `.spec.template.spec.containers[name="nginx"].image`. The status belongs to another request.
 * Source: structured-merge-diff typed/tofieldset.go
 */
export function managedPaths(object: unknown): ReadonlyMap<string, unknown> {
  const paths = new Map<string, unknown>();
  for (const [key, value] of Object.entries(fieldsOf(object))) {
    if (['apiVersion', 'kind', 'status'].includes(key)) continue;
    if (key === 'metadata') {
      for (const [name, inside] of Object.entries(fieldsOf(value)))
        if (!ofTheServer.has(name)) collect(inside, [name], `.metadata.${name}`, paths);
    } else collect(value, [key], `.${key}`, paths);
  }
  return paths;
}

function collect(value: unknown, path: readonly string[], printed: string, into: Map<string, unknown>): void {
  if (value === undefined || value === null) return;
  if (Array.isArray(value) && value.length > 0) {
    const how = listKind(path);
    if (how.kind === 'by keys' && value.every(isFields)) {
      for (const item of value as readonly Fields[])
        for (const [key, inside] of Object.entries(item))
          collect(inside, [...path, key], `${printed}${itemName(item, how.keys)}.${key}`, into);
      return;
    }
    if (how.kind === 'set') {
      for (const item of value) into.set(`${printed}${valueName(item)}`, item);
      return;
    }
  }
  if (isFields(value) && Object.keys(value).length > 0 && !isAtomicMap(path)) {
    for (const [key, inside] of Object.entries(value)) collect(inside, [...path, key], `${printed}.${key}`, into);
    return;
  }
  into.set(printed, value);
}
