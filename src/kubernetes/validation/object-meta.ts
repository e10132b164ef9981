import { type FieldError, invalidValue, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain, isLabelValue, isQualifiedName } from '../api/names.ts';

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

/** All annotations together, in bytes. */
const mostAnnotated = 256 * 1024;

export function validateAnnotations(annotations: unknown, field: string): readonly FieldError[] {
  const given = Object.entries(fieldsOf(annotations));
  const size = given.reduce((sum, [key, value]) => sum + bytesOf(key) + bytesOf(String(value)), 0);
  return [
    ...given.flatMap(([key]) => isQualifiedName(key.toLowerCase()).map((why) => invalidValue(field, key, why))),
    ...(size > mostAnnotated ? [tooLong(field, '', mostAnnotated)] : []),
  ];
}

/** How long the text is in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

const standardFinalizers = new Set(['kubernetes', 'orphan', 'foregroundDeletion']);

/** Source: v1.35 apimachinery pkg/api/validation/objectmeta.go ValidateOwnerReferences, ValidateFinalizers; core validateKubeFinalizerName */
function validateOwnersAndFinalizers(metadata: Fields, field: string): readonly FieldError[] {
  const errors: FieldError[] = [];
  let controller = '';
  for (const [index, owner] of rowsOf(metadata.ownerReferences).entries()) {
    const here = `${field}.ownerReferences[${index}]`;
    if (textOf(owner.apiVersion) === '')
      errors.push(invalidValue(`${here}.apiVersion`, '', 'version must not be empty'));
    for (const name of ['kind', 'name', 'uid']) {
      if (textOf(owner[name]) === '') errors.push(invalidValue(`${here}.${name}`, '', 'must not be empty'));
    }
    if (owner.controller !== true) continue;
    const name = textOf(owner.name);
    if (controller !== '') {
      const why = `Only one reference can have Controller set to true. Found "true" in references for ${controller} and ${name}`;
      errors.push(invalidValue(`${field}.ownerReferences`, metadata.ownerReferences, why));
    } else controller = name;
  }
  const finalizers = listOf(metadata.finalizers).map(textOf);
  for (const name of finalizers) {
    for (const why of isQualifiedName(name)) errors.push(invalidValue(`${field}.finalizers`, name, why));
  }
  for (const [index, name] of finalizers.entries()) {
    errors.push(...unknownFinalizer(name, `${field}.finalizers[${index}]`));
  }
  return errors;
}

/** Source: v1.35 pkg/apis/core/validation/validation.go validateKubeFinalizerName */
const unknownFinalizer = (name: string, field: string): readonly FieldError[] =>
  name.includes('/') || standardFinalizers.has(name)
    ? []
    : [invalidValue(field, name, 'name is neither a standard finalizer name nor is it fully qualified')];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateNamespace */
export function validateNamespace(namespace: Fields): readonly FieldError[] {
  const errors = [...validateObjectMeta(namespace.metadata, false, isDns1123Label)];
  const field = 'spec.finalizers';
  for (const name of listOf(fieldsOf(namespace.spec).finalizers).map(textOf)) {
    for (const why of isQualifiedName(name)) errors.push(invalidValue(field, name, why));
    errors.push(...unknownFinalizer(name, field));
  }
  return errors;
}

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
    ...validateOwnersAndFinalizers(metadata, field),
  ];
}

export const subdomainName: NameRule = isDns1123Subdomain;
