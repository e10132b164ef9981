import { goJson, goQuote } from './go-text.ts';

/**
 * What is wrong with one field.
 * Source: v1.35 apimachinery pkg/util/validation/field/errors.go
 */
export interface FieldError {
  readonly type:
    | 'Required'
    | 'Invalid'
    | 'NotSupported'
    | 'Duplicate'
    | 'Forbidden'
    | 'NotFound'
    | 'TooLong'
    | 'TooMany'
    | 'TypeInvalid'
    | 'InternalError';
  readonly field: string;
  /** What was found there; undefined is not printed at all, null is printed as `null`. */
  readonly value?: unknown;
  readonly detail: string;
}

export interface Cause {
  readonly reason: string;
  readonly message: string;
  readonly field: string;
}

const words: Readonly<Record<FieldError['type'], string>> = {
  Required: 'Required value',
  Invalid: 'Invalid value',
  NotSupported: 'Unsupported value',
  Duplicate: 'Duplicate value',
  Forbidden: 'Forbidden',
  NotFound: 'Not found',
  TooLong: 'Too long',
  TooMany: 'Too many',
  TypeInvalid: 'Invalid value',
  InternalError: 'Internal error',
};

const withoutValue: ReadonlySet<FieldError['type']> = new Set(['Required', 'Forbidden', 'TooLong', 'InternalError']);

function printedValue(value: unknown): string {
  if (typeof value === 'string') return goQuote(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return goJson(value);
}

/** `Invalid value: "x": must be y`: the error without its field. */
export function bodyOf(error: FieldError): string {
  const word = words[error.type];
  const found =
    withoutValue.has(error.type) || error.value === undefined ? word : `${word}: ${printedValue(error.value)}`;
  return error.detail === '' ? found : `${found}: ${error.detail}`;
}

/** `spec.x: Invalid value: …` */
export const lineOf = (error: FieldError): string => `${error.field}: ${bodyOf(error)}`;

/** The causes of a Status 422, in the order of the errors. */
export function causesOf(errors: readonly FieldError[]): readonly Cause[] {
  return errors.map((error) => ({
    reason: error.type === 'InternalError' ? 'InternalError' : `FieldValue${error.type}`,
    message: bodyOf(error),
    field: error.field,
  }));
}

/** The errors as one text: alone, or as a list in brackets, each line once. Source: utilerrors.Aggregate. */
export function aggregate(errors: readonly FieldError[]): string {
  const lines = [...new Set(errors.map(lineOf))];
  return lines.length === 1 ? (lines[0] ?? '') : `[${lines.join(', ')}]`;
}

export const required = (field: string, detail = ''): FieldError => ({ type: 'Required', field, detail });
export const invalidValue = (field: string, value: unknown, detail: string): FieldError => ({
  type: 'Invalid',
  field,
  value,
  detail,
});
export const forbiddenField = (field: string, detail: string): FieldError => ({ type: 'Forbidden', field, detail });
export const duplicate = (field: string, value: unknown): FieldError => ({
  type: 'Duplicate',
  field,
  value,
  detail: '',
});
export const notFoundField = (field: string, value: unknown): FieldError => ({
  type: 'NotFound',
  field,
  value,
  detail: '',
});
export const tooLong = (field: string, value: unknown, most: number): FieldError => ({
  type: 'TooLong',
  field,
  value,
  detail: `may not be more than ${most} bytes`,
});
/** The supported values are printed in the order given; callers sort where the server does. */
export const notSupported = (field: string, value: unknown, supported: readonly string[]): FieldError => ({
  type: 'NotSupported',
  field,
  value,
  detail: supported.length === 0 ? '' : `supported values: ${supported.map(goQuote).join(', ')}`,
});
