/** Reading JSON of which nothing is sure yet: what a person typed, or a patch. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as an object; an empty one where it is something else. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The value as a list; an empty one where it is something else. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The value as a list of objects, whatever else stands in it left out. */
export const rowsOf = (value: unknown): readonly Fields[] => listOf(value).map(fieldsOf);

/** The value as text; empty where it is something else, as an unset Go string. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value as a number, or undefined. */
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/**
 * What stands under a name that a person chose. A plain look-up would also find what every object of JavaScript
 * inherits: a label, a command or a key of a ConfigMap may well be called `constructor` or `toString`.
 */
export const own = <T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined =>
  record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;

/** Writes under a name that a person chose, `__proto__` included, to which a plain assignment gives another meaning. */
export function put<T>(record: Record<string, T>, name: string, value: T): void {
  if (name !== '__proto__') record[name] = value;
  else Object.defineProperty(record, name, { value, writable: true, enumerable: true, configurable: true });
}

/** Go through a path of field names; undefined as soon as one is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here: unknown = value;
  for (const name of path) {
    if (!isFields(here)) return undefined;
    here = own(here, name);
  }
  return here;
}

/** The object without the fields that are undefined, so that it prints and compares as JSON does. */
export function compact(fields: Fields): Fields {
  const present: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) if (fields[key] !== undefined) put(present, key, fields[key]);
  return present;
}

/** Text order by code point, as Go sorts strings. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Equal as JSON: order of fields and undefined fields aside. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (!isFields(a) || !isFields(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.every((key) => sameJson(a[key], own(b, key))) && countPresent(a, keys) === countPresent(b, Object.keys(b))
  );
}

const countPresent = (fields: Fields, keys: readonly string[]): number =>
  keys.reduce((count, key) => (fields[key] === undefined ? count : count + 1), 0);
