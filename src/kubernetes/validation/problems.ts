import { type FieldError, invalidValue, notSupported } from '../api/field-error.ts';

/** What a rule finds, in the order in which the server lists it. */
export type Problems = Generator<FieldError, void, undefined>;

/** One Invalid for each text. */
export function* invalids(field: string, value: unknown, whys: readonly string[]): Problems {
  for (const why of whys) yield invalidValue(field, value, why);
}

/** Source: v1.35 apimachinery pkg/api/validation/objectmeta.go ValidateNonnegativeField */
export function* notNegative(field: string, value: unknown): Problems {
  if (typeof value === 'number' && value < 0) yield invalidValue(field, value, 'must be greater than or equal to 0');
}

/** An unset value is well. */
export function* oneOf(field: string, value: unknown, supported: readonly string[]): Problems {
  if (value === undefined || value === null) return;
  if (!supported.includes(String(value))) yield notSupported(field, value, supported);
}

export const rangeText = (low: number, high: number): string => `must be between ${low} and ${high}, inclusive`;

/** A number that stands for a user, a group or a time, within the given bounds. */
export function* within(field: string, value: unknown, low: number, high: number): Problems {
  if (typeof value === 'number' && (value < low || value > high))
    yield invalidValue(field, value, rangeText(low, high));
}

export const largestInt32 = 2147483647;
