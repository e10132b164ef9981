import { fieldsOf, isFields, listOf, own, put, sameJson } from './fields.ts';

/** RFC 7386. */
export function jsonMergePatch(original: unknown, patch: unknown): unknown {
  if (!isFields(patch)) return patch;
  const merged: Record<string, unknown> = { ...fieldsOf(original) };
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else put(merged, key, jsonMergePatch(own(merged, key), value));
  }
  return merged;
}

export interface JsonPatchOperation {
  readonly op: 'add' | 'remove' | 'replace' | 'move' | 'copy' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: unknown;
}

export type Patched = { readonly object: unknown } | { readonly error: string };

const pieces = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((piece) => piece.replaceAll('~1', '/').replaceAll('~0', '~'));

function find(object: unknown, path: readonly string[]): unknown {
  let here = object;
  for (const piece of path) {
    if (Array.isArray(here)) here = here[Number(piece)];
    else if (isFields(here)) here = own(here, piece);
    else return undefined;
  }
  return here;
}

/** The object with the change made at the end of the path; undefined where there is no such place. */
function change(object: unknown, path: readonly string[], op: 'add' | 'remove' | 'replace', value: unknown): unknown {
  const [piece, ...rest] = path;
  if (piece === undefined) return value;
  if (Array.isArray(object)) {
    const list = [...listOf(object)];
    const index = piece === '-' ? list.length : Number(piece);
    if (!Number.isInteger(index) || index < 0 || index > list.length) return undefined;
    if (rest.length > 0) {
      const inner = change(list[index], rest, op, value);
      if (inner === undefined) return undefined;
      list[index] = inner;
    } else if (op === 'add') list.splice(index, 0, value);
    else if (index >= list.length) return undefined;
    else if (op === 'remove') list.splice(index, 1);
    else list[index] = value;
    return list;
  }
  if (!isFields(object)) return undefined;
  if (rest.length > 0) {
    const inner = change(own(object, piece), rest, op, value);
    return inner === undefined ? undefined : { ...object, [piece]: inner };
  }
  if (op === 'remove') {
    if (!Object.hasOwn(object, piece)) return undefined;
    const { [piece]: _gone, ...others } = object;
    return others;
  }
  return op === 'replace' && !Object.hasOwn(object, piece) ? undefined : { ...object, [piece]: value };
}

/** RFC 6902. The error is the one of the library that the API server uses (evanphx/json-patch). */
export function applyJsonPatch(original: unknown, operations: unknown): Patched {
  let object = original;
  for (const { op, path, from, value } of listOf(operations) as readonly JsonPatchOperation[]) {
    const missing = { error: `${op} operation does not apply: doc is missing path: "${path}": missing value` };
    if (op === 'test') {
      if (!sameJson(find(object, pieces(path)) ?? null, value ?? null)) {
        return { error: `testing value ${path} failed: test failed` };
      }
      continue;
    }
    const moved = op === 'move' || op === 'copy' ? find(object, pieces(from ?? '')) : value;
    if (op === 'move') object = change(object, pieces(from ?? ''), 'remove', undefined);
    const next = change(object, pieces(path), op === 'move' || op === 'copy' ? 'add' : op, moved);
    if (next === undefined && (op !== 'replace' || path !== '')) return missing;
    object = next;
  }
  return { object };
}
