import { byText, type Fields, fieldsOf, isFields, own, put, sameJson } from './fields.ts';
import { listStrategy, retainsKeys } from './merge-keys.ts';

interface Options {
  readonly ignoreDeletions: boolean;
  readonly ignoreChangesAndAdditions: boolean;
}

/**
 * The smallest strategic merge patch that makes `modified` of `original`: what the kubelet sends for a status.
 * Source: v1.35 apimachinery pkg/util/strategicpatch/patch.go CreateTwoWayMergePatch
 */
export function createStrategicPatch(original: unknown, modified: unknown): Fields {
  return diffMaps(fieldsOf(original), fieldsOf(modified), [], {
    ignoreDeletions: false,
    ignoreChangesAndAdditions: false,
  });
}

/**
 * What `kubectl apply` sends: additions and changes of `modified` against the live object, and deletions against what
 * was last applied. Empty: nothing to do. Source: patch.go CreateThreeWayMergePatch
 */
export function createThreeWayPatch(lastApplied: unknown, modified: unknown, live: unknown): Fields {
  const delta = diffMaps(fieldsOf(live), fieldsOf(modified), [], {
    ignoreDeletions: true,
    ignoreChangesAndAdditions: false,
  });
  const deletions = diffMaps(fieldsOf(lastApplied), fieldsOf(modified), [], {
    ignoreDeletions: false,
    ignoreChangesAndAdditions: true,
  });
  return mergePatches(deletions, delta, []);
}

/** Two patches as one: directives are merged as data. */
function mergePatches(first: Fields, second: Fields, path: readonly string[]): Fields {
  const merged: Record<string, unknown> = { ...first };
  for (const [key, value] of Object.entries(second)) {
    const before = own(merged, key);
    if (key.startsWith('$')) put(merged, key, value);
    else if (isFields(before) && isFields(value)) put(merged, key, mergePatches(before, value, [...path, key]));
    else if (Array.isArray(before) && Array.isArray(value)) put(merged, key, joinLists(before, value, [...path, key]));
    else put(merged, key, value);
  }
  return merged;
}

function joinLists(first: readonly unknown[], second: readonly unknown[], path: readonly string[]): readonly unknown[] {
  const strategy = listStrategy(path);
  if (strategy.kind !== 'by-key') return strategy.kind === 'set' ? [...new Set([...first, ...second])] : second;
  const keyOf = (item: unknown) => fieldsOf(item)[strategy.key];
  const joined = second.map((item) => {
    const other = first.find((candidate) => sameJson(keyOf(candidate), keyOf(item)));
    return other === undefined ? item : mergePatches(fieldsOf(other), fieldsOf(item), path);
  });
  return [...joined, ...first.filter((item) => !second.some((other) => sameJson(keyOf(other), keyOf(item))))];
}

function diffMaps(original: Fields, modified: Fields, path: readonly string[], options: Options): Fields {
  const patch: Record<string, unknown> = {};
  const keys = [...Object.keys(original), ...Object.keys(modified).filter((key) => !Object.hasOwn(original, key))].sort(
    byText,
  );
  for (const key of keys) {
    const before = own(original, key) ?? undefined;
    const after = own(modified, key) ?? undefined;
    if (before === after) continue;
    const here = [...path, key];
    if (after === undefined) {
      if (before !== undefined && !options.ignoreDeletions) put(patch, key, null);
    } else if (before === undefined) {
      if (!options.ignoreChangesAndAdditions) put(patch, key, after);
    } else if (isFields(before) && isFields(after)) {
      const inner = diffMaps(before, after, here, options);
      if (Object.keys(inner).length > 0) put(patch, key, inner);
    } else if (Array.isArray(before) && Array.isArray(after)) {
      Object.assign(patch, diffLists(before, after, here, options));
    } else if (!sameJson(before, after) && !options.ignoreChangesAndAdditions) put(patch, key, after);
  }
  if (retainsKeys(path) && Object.keys(patch).length > 0) {
    patch.$retainKeys = Object.keys(modified)
      .filter((key) => modified[key] !== undefined)
      .sort(byText);
  }
  return patch;
}

/** The entries that the owner's patch gets for one list. */
function diffLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
  options: Options,
): Fields {
  const name = path.at(-1) ?? '';
  const strategy = listStrategy(path);
  if (strategy.kind === 'replace') {
    return sameJson(before, after) || options.ignoreChangesAndAdditions ? {} : { [name]: after };
  }
  if (strategy.kind === 'set') {
    const added = options.ignoreChangesAndAdditions ? [] : after.filter((item) => !before.includes(item));
    const gone = options.ignoreDeletions ? [] : before.filter((item) => !after.includes(item));
    if (added.length === 0 && gone.length === 0) return {};
    return {
      ...(gone.length > 0 ? { [`$deleteFromPrimitiveList/${name}`]: gone } : {}),
      [`$setElementOrder/${name}`]: after,
      ...(added.length > 0 ? { [name]: added } : {}),
    };
  }
  return diffByKey(before.map(fieldsOf), after.map(fieldsOf), strategy.key, path, options);
}

function diffByKey(
  before: readonly Fields[],
  after: readonly Fields[],
  key: string,
  path: readonly string[],
  options: Options,
): Fields {
  const name = path.at(-1) ?? '';
  const [oldByKey, newByKey] = [byKey(before, key), byKey(after, key)];
  const changed = after.flatMap((item) => {
    const old = oldByKey.get(item[key]);
    if (old === undefined) return options.ignoreChangesAndAdditions ? [] : [item];
    const inner = diffMaps(old, item, path, options);
    return Object.keys(inner).length === 0 ? [] : [{ ...inner, [key]: item[key] }];
  });
  const gone = options.ignoreDeletions
    ? []
    : before.filter((item) => !newByKey.has(item[key])).map((item) => ({ $patch: 'delete', [key]: item[key] }));
  const kept = (items: readonly Fields[], others: ReadonlyMap<unknown, Fields>) =>
    items.map((item) => item[key]).filter((name) => others.has(name));
  const moved = !options.ignoreChangesAndAdditions && !sameJson(kept(before, newByKey), kept(after, oldByKey));
  if (changed.length === 0 && gone.length === 0 && !moved) return {};
  return {
    [`$setElementOrder/${name}`]: after.map((item) => ({ [key]: item[key] })),
    ...(changed.length + gone.length > 0 ? { [name]: [...changed, ...gone] } : {}),
  };
}

/** Items by their merge key, which is always a text or a number; of several with one key, the first. */
function byKey(items: readonly Fields[], key: string): ReadonlyMap<unknown, Fields> {
  const found = new Map<unknown, Fields>();
  for (const item of items) if (!found.has(item[key])) found.set(item[key], item);
  return found;
}
