import { type Fields, fieldsOf, isFields, listOf, own, put, sameJson } from './fields.ts';
import { listStrategy } from './merge-keys.ts';

export { applyJsonPatch, type JsonPatchOperation, jsonMergePatch } from './json-patch.ts';
export { createStrategicPatch, createThreeWayPatch } from './strategic-patch.ts';

const order = '$setElementOrder/';
const fromSet = '$deleteFromPrimitiveList/';

/**
 * Applies a strategic merge patch, `$patch`, `$retainKeys`, `$setElementOrder/…` and `$deleteFromPrimitiveList/…` included.
 * Source: v1.35 apimachinery pkg/util/strategicpatch/patch.go mergeMap
 */
export function strategicMerge<T>(original: T, patch: unknown): T {
  // The patch decides the shape; the caller's validation has the last word.
  return mergeMap(fieldsOf(original), fieldsOf(patch), []) as T;
}

function mergeMap(original: Fields, patch: Fields, path: readonly string[]): Fields {
  if (patch.$patch === 'delete') return {};
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  const kept = Array.isArray(patch.$retainKeys) ? new Set(patch.$retainKeys) : undefined;
  const merged: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(original)) {
    if (kept === undefined || kept.has(key)) put(merged, key, value);
  }
  const orderOnly = Object.keys(patch).filter(
    (key) => key.startsWith(order) && !Object.hasOwn(patch, key.slice(order.length)),
  );
  for (const key of orderOnly) {
    const field = key.slice(order.length);
    if (merged[field] !== undefined) merged[field] = mergeList(listOf(merged[field]), [], [...path, field], patch);
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(fromSet)) {
      const field = key.slice(fromSet.length);
      const gone = listOf(value);
      merged[field] = listOf(merged[field]).filter((item) => !gone.includes(item));
      continue;
    }
    if (key.startsWith('$')) continue;
    if (value === null) delete merged[key];
    else if (Array.isArray(value)) put(merged, key, mergeList(listOf(own(merged, key)), value, [...path, key], patch));
    else if (isFields(value)) put(merged, key, mergeMap(fieldsOf(own(merged, key)), value, [...path, key]));
    else put(merged, key, value);
  }
  return merged;
}

/** What is added as it stands still must not keep directives or nulls. */
function withoutDirectives(value: unknown): Fields {
  return Object.fromEntries(
    Object.entries(fieldsOf(value))
      .filter(([key, item]) => !key.startsWith('$') && item !== null)
      .map(([key, item]) => [key, isFields(item) ? withoutDirectives(item) : item]),
  );
}

function mergeList(
  original: readonly unknown[],
  patch: readonly unknown[],
  path: readonly string[],
  owner: Fields,
): readonly unknown[] {
  const strategy = listStrategy(path);
  const wanted = owner[`${order}${path.at(-1) ?? ''}`];
  if (strategy.kind === 'replace') return patch.map((item) => (isFields(item) ? withoutDirectives(item) : item));
  if (strategy.kind === 'set') {
    const all = [...original, ...patch.filter((item) => !original.includes(item))];
    return Array.isArray(wanted) ? ordered(all, original, wanted, (item) => item) : all;
  }
  const { key } = strategy;
  if (patch.some((item) => fieldsOf(item).$patch === 'replace')) {
    return patch.filter((item) => fieldsOf(item).$patch === undefined);
  }
  const keyOf = (item: unknown) => fieldsOf(item)[key];
  let merged = original;
  for (const item of patch.map(fieldsOf)) {
    const same = (other: unknown) => sameJson(keyOf(other), item[key]);
    if (item.$patch === 'delete') merged = merged.filter((other) => !same(other));
    else if (merged.some(same)) {
      merged = merged.map((other) => (same(other) ? mergeMap(fieldsOf(other), item, path) : other));
    } else merged = [...merged, mergeMap({}, item, path)];
  }
  return Array.isArray(wanted) ? ordered(merged, original, wanted.map(keyOf), keyOf) : merged;
}

/**
 * Items named by the patch in its order, those only the server knows where they stood among them.
 * Source: patch.go normalizeElementOrder, mergeSortedSlice
 */
function ordered(
  items: readonly unknown[],
  live: readonly unknown[],
  wanted: readonly unknown[],
  keyOf: (item: unknown) => unknown,
): readonly unknown[] {
  const named = wanted.flatMap((key) => items.filter((item) => keyOf(item) === key));
  const serverOnly = items.filter((item) => !wanted.includes(keyOf(item)));
  const place = (item: unknown) => live.findIndex((other) => keyOf(other) === keyOf(item));
  const merged = [...named];
  let from = 0;
  for (const item of serverOnly) {
    const later = merged.findIndex((other, index) => index >= from && place(other) > place(item));
    const where = later < 0 ? merged.length : later;
    merged.splice(where, 0, item);
    from = where + 1;
  }
  return merged;
}
