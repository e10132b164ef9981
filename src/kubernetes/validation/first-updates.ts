import { type FieldError, forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, sameJson, textOf } from '../api/fields.ts';
import type { Problems } from './problems.ts';
import type { UpdateRules } from './validate.ts';

/** Source: v1.35 apimachinery pkg/api/validation/objectmeta.go ValidateImmutableField */
export function* immutable(field: string, value: unknown, before: unknown, printed: unknown = value): Problems {
  if (!sameJson(value ?? null, before ?? null)) yield invalidValue(field, printed ?? null, 'field is immutable');
}

/** What somebody has declared to be final. Source: ValidateConfigMapUpdate, ValidateSecretUpdate */
function* sealed(object: Fields, old: Fields, again: (object: Fields) => Iterable<FieldError>): Problems {
  const why = 'field is immutable when `immutable` is set';
  if (object.kind === 'Secret') yield* immutable('type', textOf(object.type), textOf(old.type));
  if (old.immutable === true) {
    if (object.immutable !== true) yield forbiddenField('immutable', why);
    for (const field of object.kind === 'Secret' ? ['data'] : ['data', 'binaryData']) {
      if (!sameJson(fieldsOf(object[field]), fieldsOf(old[field]))) yield forbiddenField(field, why);
    }
  }
  yield* again(object);
}

function* none(): Problems {}

/** What may not change of what a bare Pod is made of; nobody changes the Pod itself before there are all the rules. */
export const firstUpdates: Readonly<Record<string, UpdateRules>> = {
  ConfigMap: sealed,
  Secret: sealed,
  // Only its metadata can be changed here.
  Namespace: none,
};
