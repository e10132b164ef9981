import type { Fields } from '../api/fields.ts';

/** The fields, and the given values where one is missing. */
export function fill(fields: Fields, defaults: Fields): Fields {
  const missing = Object.entries(defaults).filter(([key, value]) => value !== undefined && isMissing(fields[key]));
  return missing.length === 0 ? fields : { ...fields, ...Object.fromEntries(missing) };
}

/** As `fill`, where 0 and '' count as missing too: Go values that are no pointers. */
export function fillZero(fields: Fields, defaults: Fields): Fields {
  const missing = Object.entries(defaults).filter(
    ([key]) => isMissing(fields[key]) || fields[key] === 0 || fields[key] === '',
  );
  return missing.length === 0 ? fields : { ...fields, ...Object.fromEntries(missing) };
}

const isMissing = (value: unknown) => value === undefined || value === null;

/** The fields with one of them worked over, if it is there. */
export function within(fields: Fields, name: string, change: (value: unknown) => unknown): Fields {
  return isMissing(fields[name]) ? fields : { ...fields, [name]: change(fields[name]) };
}

/** The fields with every item of a list worked over, if the list is there. */
export function each(fields: Fields, name: string, change: (item: Fields) => Fields): Fields {
  const list = fields[name];
  return Array.isArray(list)
    ? { ...fields, [name]: list.map((item) => (typeof item === 'object' && item !== null ? change(item) : item)) }
    : fields;
}
