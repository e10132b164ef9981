/** A field that differs between two versions of an object. */
export interface Change {
  /** `status.conditions[Ready].status`; items of lists by their name or type. */
  readonly path: string;
  readonly was: string | undefined;
  readonly is: string | undefined;
}

const ignored = new Set(['metadata.resourceVersion', 'metadata.managedFields']);

/** Leaf fields that differ, in the order of the newer version. */
export function changesBetween(before: unknown, after: unknown): readonly Change[] {
  const was = leaves(before);
  const is = leaves(after);
  const paths = [...new Set([...is.keys(), ...was.keys()])];
  return paths
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path, was: was.get(path), is: is.get(path) }));
}

function leaves(value: unknown, path = '', found = new Map<string, string>()): Map<string, string> {
  if (ignored.has(path) || value === undefined) return found;
  if (typeof value !== 'object' || value === null) {
    found.set(path, String(value));
    return found;
  }
  const items: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.map((item, place) => [`[${nameOf(item) ?? place}]`, item])
    : Object.entries(value).map(([key, item]) => [path === '' ? key : `.${key}`, item]);
  for (const [key, item] of items) leaves(item, path + key, found);
  return found;
}

function nameOf(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { name, type, uid } = item as Readonly<Record<string, unknown>>;
  return [name, type, uid].find((each): each is string => typeof each === 'string');
}
