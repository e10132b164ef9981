import { type FieldError, invalidValue, required } from '../api/field-error.ts';
import { fieldsOf, textOf } from '../api/fields.ts';
import { isDns1123Subdomain, isLabelValue, isQualifiedName } from '../api/names.ts';

type NameRule = (name: string) => readonly string[];

/**
 * Labels of anything: keys are qualified names, values label values.
 * Source: v1.35 apimachinery pkg/apis/meta/v1/validation/validation.go ValidateLabels
 */
export function validateLabels(labels: unknown, field: string): readonly FieldError[] {
  return Object.entries(fieldsOf(labels)).flatMap(([key, value]) => [
    ...isQualifiedName(key).map((why) => invalidValue(field, key, why)),
    ...isLabelValue(String(value)).map((why) => invalidValue(field, String(value), why)),
  ]);
}

export const validateAnnotations = (annotations: unknown, field: string): readonly FieldError[] =>
  Object.keys(fieldsOf(annotations)).flatMap((key) =>
    isQualifiedName(key.toLowerCase()).map((why) => invalidValue(field, key, why)),
  );

/** Name, generateName, labels and annotations. Source: v1.35 apimachinery pkg/api/validation/objectmeta.go ValidateObjectMeta */
export function validateObjectMeta(
  given: unknown,
  _namespaced: boolean,
  rule: NameRule,
  field = 'metadata',
): readonly FieldError[] {
  const metadata = fieldsOf(given);
  const errors: FieldError[] = [];
  const base = textOf(metadata.generateName);
  const name = textOf(metadata.name);
  if (base !== '') {
    // A generated name ends in random characters, so the base may end in a dash.
    for (const why of rule(base.replace(/-$/, ''))) errors.push(invalidValue(`${field}.generateName`, base, why));
  }
  if (name === '') errors.push(required(`${field}.name`, 'name or generateName is required'));
  else for (const why of rule(name)) errors.push(invalidValue(`${field}.name`, name, why));
  return [
    ...errors,
    ...validateLabels(metadata.labels, `${field}.labels`),
    ...validateAnnotations(metadata.annotations, `${field}.annotations`),
  ];
}

export const subdomainName: NameRule = isDns1123Subdomain;

/** What may stand in the metadata of an object that exists already. Source: ValidateObjectMetaUpdate */
export function validateMetaUpdate(given: unknown): readonly FieldError[] {
  const metadata = fieldsOf(given);
  return [
    ...validateLabels(metadata.labels, 'metadata.labels'),
    ...validateAnnotations(metadata.annotations, 'metadata.annotations'),
  ];
}
