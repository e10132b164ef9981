import type { FieldError } from '../api/field-error.ts';
import type { Manifest } from '../api/types.ts';

export function validateCreate(_object: Manifest): readonly FieldError[] {
  return [];
}

export function validateUpdate(_object: Manifest, _old: Manifest): readonly FieldError[] {
  return [];
}
