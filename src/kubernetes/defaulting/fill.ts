import type { Fields } from '../api/fields.ts';

/*
 * All of these give back what they were given where nothing is missing: most objects that are defaulted have been
 * before (every patch of a status goes through here), and what is the same object need not be compared further.
 */

/** The fields, and the given values where one is missing. */
export function fill(fields: Fields, defaults: Fields): Fields {
  const missing = Object.keys(defaults).filter((key) => defaults[key] !== undefined && isMissing(fields[key]));
  return withDefaults(fields, defaults, missing);
}

/** As `fill`, where 0 and '' count as missing too: Go values that are no pointers. */
export function fillZero(fields: Fields, defaults: Fields): Fields {
  const missing = Object.keys(defaults).filter((key) => {
    const value = fields[key];
    return isMissing(value) || value === 0 || value === '';
  });
  return withDefaults(fields, defaults, missing);
}

const isMissing = (value: unknown) => value === undefined || value === null;

function withDefaults(fields: Fields, defaults: Fields, missing: readonly string[]): Fields {
  if (missing.length === 0) return fields;
  const filled: Record<string, unknown> = { ...fields };
  for (const key of missing) filled[key] = defaults[key];
  return filled;
}

/** The fields with one of them worked over, if it is there. */
export function within(fields: Fields, name: string, change: (value: unknown) => unknown): Fields {
  const before = fields[name];
  if (isMissing(before)) return fields;
  const after = change(before);
  return after === before ? fields : { ...fields, [name]: after };
}

/** The fields with every item of a list worked over, if the list is there. */
export function each(fields: Fields, name: string, change: (item: Fields) => Fields): Fields {
  const list = fields[name];
  if (!Array.isArray(list)) return fields;
  const changed = list.map((item) => (typeof item === 'object' && item !== null ? change(item) : item));
  return changed.every((item, i) => item === list[i]) ? fields : { ...fields, [name]: changed };
}
