import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { byText, fieldsOf, numberOf } from '../api/fields.ts';
import { isPercent } from '../api/names.ts';
import { notNegative } from './problems.ts';

/**
 * Small rules of the workload kinds.
 * Source: v1.35 pkg/apis/apps/validation/validation.go
 */
export const isPresent = (value: unknown): boolean => value !== undefined && value !== null;

/** An enumeration that must be chosen from: absent is Required, foreign is NotSupported. */
export function validateChoice(field: string, value: unknown, supported: readonly string[]): readonly FieldError[] {
  if (value === undefined || value === null || value === '') return [required(field)];
  return supported.includes(String(value)) ? [] : [notSupported(field, value, supported)];
}

/** The entries of a map in the order of their keys; the server's own order is that of chance. */
export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  Object.entries(fieldsOf(value)).sort(([a], [b]) => byText(a, b));

export function positiveIntOrPercent(field: string, value: unknown): readonly FieldError[] {
  if (typeof value !== 'string') return [...notNegative(field, value)];
  return isPercent(value).map((why) => invalidValue(field, value, why));
}

/** The number of an int-or-percent; what is no number counts as none. */
export const amountOf = (value: unknown): number =>
  typeof value === 'string' ? (/^\d+%?$/.test(value) ? Number.parseInt(value, 10) : 0) : (numberOf(value) ?? 0);

export const atMostAll = (field: string, value: unknown): readonly FieldError[] =>
  typeof value === 'string' && /^\d+%$/.test(value) && amountOf(value) > 100
    ? [invalidValue(field, value, 'must not be greater than 100%')]
    : [];
