import { byText, type Fields, fieldsOf } from '../../api/fields.ts';
import { ageOf } from './ages.ts';

/** The rows of `kubectl get` for one kind. */
export interface KindPrinter {
  /** Without NAME and AGE where `plain` makes them; wide columns begin with `+`. */
  readonly columns: readonly string[];
  readonly row: (object: Fields, now: string) => readonly string[];
}

export const nameOf = (object: Fields): string => String(fieldsOf(object.metadata).name ?? '');
export const age = (object: Fields, now: string): string => ageOf(fieldsOf(object.metadata).creationTimestamp, now);

/** `a=1,b=2` in the order of these texts, not of the keys alone; `<none>` without any. Source: v1.35 apimachinery pkg/labels/labels.go */
export function pairs(map: unknown): string {
  const texts = Object.entries(fieldsOf(map)).map(([key, value]) => `${key}=${String(value)}`);
  return texts.length === 0 ? '<none>' : texts.sort(byText).join(',');
}

export const orNone = (text: unknown): string =>
  text === undefined || text === null || text === '' ? '<none>' : String(text);
