import { forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, listOf, textOf } from '../api/fields.ts';
import { validateAnnotations, validateLabels } from './object-meta.ts';
import type { Problems } from './problems.ts';

/**
 * What nobody may write into the metadata of an object that exists; what is not mentioned stays as it was.
 * Source: v1.35 apimachinery pkg/api/validation/objectmeta.go ValidateObjectMetaAccessorUpdate
 */
export function* validateMetaChange(metadata: Fields, old: Fields): Problems {
  const leaves = old.deletionTimestamp !== undefined;
  const known = listOf(old.finalizers);
  const added = leaves ? listOf(metadata.finalizers).filter((name) => !known.includes(name)) : [];
  if (added.length > 0) {
    const names = added.map((name) => JSON.stringify(textOf(name))).join(', ');
    const why = `no new finalizers can be added if the object is being deleted, found new finalizers []string{${names}}`;
    yield forbiddenField('metadata.finalizers', why);
  }
  for (const field of leaves ? [] : ['deletionTimestamp', 'deletionGracePeriodSeconds']) {
    const value = metadata[field] ?? undefined;
    if (value !== undefined) yield invalidValue(`metadata.${field}`, value, 'field is immutable');
  }
  yield* validateLabels(metadata.labels, 'metadata.labels');
  yield* validateAnnotations(metadata.annotations, 'metadata.annotations');
}
