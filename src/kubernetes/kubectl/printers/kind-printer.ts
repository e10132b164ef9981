import { type Fields, fieldsOf } from '../../api/fields.ts';
import { ageOf } from './ages.ts';

/** The rows of `kubectl get` for one kind. */
export interface KindPrinter {
  /** Without NAME and AGE where `plain` makes them; wide columns begin with `+`. */
  readonly columns: readonly string[];
  readonly row: (object: Fields, now: string) => readonly string[];
}

export const nameOf = (object: Fields): string => String(fieldsOf(object.metadata).name ?? '');
export const age = (object: Fields, now: string): string => ageOf(fieldsOf(object.metadata).creationTimestamp, now);

/** `a=1,b=2` sorted by key; `<none>` without any. */
export function pairs(map: unknown): string {
  const entries = Object.entries(fieldsOf(map)).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return entries.length === 0 ? '<none>' : entries.map(([key, value]) => `${key}=${String(value)}`).join(',');
}

export const orNone = (text: unknown): string =>
  text === undefined || text === null || text === '' ? '<none>' : String(text);
