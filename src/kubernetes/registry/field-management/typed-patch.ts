import { type Fields, fieldsOf, isFields, own, textOf } from '../../api/fields.ts';
import { goQuote, goValue } from '../../api/go-text.ts';
import { type Status, withoutReason } from '../../api/status.ts';
import type { Findings } from '../../decoding/read-struct.ts';
import { listKind } from './list-kinds.ts';
import { itemName } from './managed-paths.ts';

type Part = string | number;

/** `spec.containers[0].port` in its parts. */
const partsOf = (path: string): readonly Part[] =>
  [...path.matchAll(/\[(\d+)\]|\[([^\]]+)\]|([^.[\]]+)/g)].map(([, index, key, name]) =>
    index === undefined ? (key ?? name ?? '') : Number(index),
  );

/** A place as structured merge names it: items of a list that has keys by their keys. Source: fieldpath/path.go String */
function printedPath(object: unknown, parts: readonly Part[]): string {
  let node: unknown = object;
  let printed = '';
  const names: string[] = [];
  for (const part of parts) {
    const how = typeof part === 'number' ? listKind(names) : undefined;
    node = Array.isArray(node) ? node[Number(part)] : fieldsOf(node)[part];
    if (typeof part === 'string') names.push(part);
    if (how?.kind === 'by keys' && isFields(node)) printed += itemName(node, how.keys);
    else printed += typeof part === 'number' ? `[${part}]` : `.${part}`;
  }
  return printed;
}

const valueAt = (object: unknown, parts: readonly Part[]): unknown =>
  parts.reduce<unknown>(
    (node, part) => (Array.isArray(node) ? node[Number(part)] : own<unknown>(fieldsOf(node), String(part))),
    object,
  );

const goKind = (value: unknown): string =>
  typeof value === 'string'
    ? 'string'
    : typeof value === 'boolean'
      ? 'bool'
      : Array.isArray(value)
        ? '[]interface {}'
        : 'map[string]interface {}';

/**
 * What is said of a value of another type than the schema has.
 * Source: structured-merge-diff typed/validate.go validateScalar, doList, doMap
 */
function unfit(value: unknown, type: string): string {
  if (type === 'number') return `expected numeric (int or float), got ${goKind(value)}`;
  if (type === 'string' || type === 'Date')
    return `expected string, got &value.valueUnstructured{Value:${goValue(value, goQuote)}}`;
  const expected = type === 'boolean' ? 'boolean' : /^(Array|Set)</.test(type) ? 'list' : 'map';
  return `expected ${expected}, got &{${goValue(value)}}`;
}

/** Items of lists that have the same keys. */
function* duplicates(value: unknown, parts: readonly Part[], root: unknown): Generator<string> {
  if (Array.isArray(value)) {
    const how = listKind(parts.filter((part): part is string => typeof part === 'string'));
    const items = value.filter(isFields);
    if (how.kind === 'by keys' && items.length === value.length) {
      const names = items.map((item) => itemName(item, how.keys));
      const twice = names.find((name, i) => names.indexOf(name) < i);
      if (twice !== undefined) yield `${printedPath(root, parts)}: duplicate entries for key ${twice}`;
    }
    for (const [i, item] of value.entries()) yield* duplicates(item, [...parts, i], root);
  } else if (isFields(value)) {
    for (const [key, item] of Object.entries(value)) yield* duplicates(item, [...parts, key], root);
  }
}

/**
 * What server-side apply says of an object that does not fit the schema: nothing of the decoder's words, since it never
 * comes to it. Undefined where it fits.
 * Source: v1.35 apimachinery pkg/util/managedfields/internal/structuredmerge.go Apply
 */
export function typedPatchProblem(object: Fields, found: Findings): Status | undefined {
  const place = (path: string): string => printedPath(object, partsOf(path));
  const lines = [
    ...found.unknown.map((path) => `${place(path)}: field not declared in schema`),
    ...found.unfit.map(({ field, type = '' }) => `${place(field)}: ${unfit(valueAt(object, partsOf(field)), type)}`),
    ...duplicates(object, [], object),
  ];
  if (lines.length === 0) return undefined;
  const { namespace, name } = fieldsOf(object.metadata);
  const apiVersion = textOf(object.apiVersion);
  const what = `${textOf(namespace)}/${textOf(name)}; ${apiVersion.includes('/') ? '' : '/'}${apiVersion}, Kind=${textOf(object.kind)}`;
  const errors = lines.length === 1 ? lines[0] : `errors:\n${lines.map((line) => `  ${line}`).join('\n')}`;
  return withoutReason(`failed to create typed patch object (${what}): ${errors}`);
}
