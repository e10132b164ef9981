import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Subdomain, isEnvironmentVariable } from '../api/names.ts';

const sources = ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef'] as const;
const fieldPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** Source: v1.35 pkg/apis/core/validation/validation.go ValidateEnv */
export const validateEnv = (variables: unknown, field: string): readonly FieldError[] =>
  rowsOf(variables).flatMap((variable, i) => validateVariable(variable, `${field}[${i}]`));

/** Source: the same file, ValidateEnvFrom */
export const validateEnvFrom = (sources: unknown, field: string): readonly FieldError[] =>
  rowsOf(sources).flatMap((source, i) => validateSourceOfAll(source, `${field}[${i}]`, field));

function validateVariable(variable: Fields, field: string): readonly FieldError[] {
  const name = textOf(variable.name);
  const errors: FieldError[] =
    name === ''
      ? [required(`${field}.name`)]
      : isEnvironmentVariable(name).map((why) => invalidValue(`${field}.name`, name, why));
  if (!isFields(variable.valueFrom)) return errors;
  return [...errors, ...validateValueFrom(variable, variable.valueFrom, `${field}.valueFrom`)];
}

function validateValueFrom(variable: Fields, from: Fields, field: string): readonly FieldError[] {
  const given = sources.filter((source) => isFields(from[source]));
  const errors: FieldError[] = [];
  for (const source of given) errors.push(...validateSource(source, fieldsOf(from[source]), `${field}.${source}`));
  if (given.length === 0) {
    errors.push(
      invalidValue(
        field,
        '',
        'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
      ),
    );
  } else if (textOf(variable.value) !== '') {
    errors.push(invalidValue(field, '', 'may not be specified when `value` is not empty'));
  } else if (given.length > 1) {
    errors.push(invalidValue(field, '', 'may not have more than one field specified at a time'));
  }
  return errors;
}

function validateSource(source: (typeof sources)[number], reference: Fields, field: string): readonly FieldError[] {
  if (source === 'fieldRef') return validateFieldPath(textOf(reference.fieldPath), `${field}.fieldPath`);
  if (source === 'resourceFieldRef') return textOf(reference.resource) === '' ? [required(`${field}.resource`)] : [];
  return [
    ...(textOf(reference.name) === '' && source !== 'fileKeyRef' ? [required(`${field}.name`)] : []),
    ...(textOf(reference.key) === '' ? [required(`${field}.key`)] : []),
  ];
}

/** For volumes, which may not name what only a container has. */
export const validateFieldRef = (reference: Fields, field: string): readonly FieldError[] =>
  validateFieldPath(textOf(reference.fieldPath), `${field}.fieldPath`);

export const validateResourceFieldRef = (reference: Fields, field: string): readonly FieldError[] => [
  ...(textOf(reference.containerName) === '' ? [required(`${field}.containerName`)] : []),
  ...(textOf(reference.resource) === '' ? [required(`${field}.resource`)] : []),
];

function validateFieldPath(path: string, field: string): readonly FieldError[] {
  if (path === '') return [required(field)];
  if (fieldPaths.includes(path) || /^metadata\.(labels|annotations)\['.+'\]$/.test(path)) return [];
  if (
    ['status.phase', 'spec.restartPolicy', 'spec.schedulerName', 'metadata.labels', 'metadata.annotations'].includes(
      path,
    )
  ) {
    return [notSupported(field, path, fieldPaths)];
  }
  return [invalidValue(field, path, `error converting fieldPath: field label not supported: ${path}`)];
}

function validateSourceOfAll(source: Fields, field: string, list: string): readonly FieldError[] {
  const map = isFields(source.configMapRef) ? fieldsOf(source.configMapRef) : undefined;
  const secret = isFields(source.secretRef) ? fieldsOf(source.secretRef) : undefined;
  const errors: FieldError[] = [];
  for (const [name, reference] of [
    ['configMapRef', map],
    ['secretRef', secret],
  ] as const) {
    if (reference === undefined) continue;
    const given = textOf(reference.name);
    if (given === '') errors.push(required(`${field}.${name}.name`));
    else for (const why of isDns1123Subdomain(given)) errors.push(invalidValue(`${field}.${name}.name`, given, why));
  }
  // The two whole-source errors name the list, without an index: a quirk of the real server.
  if (map === undefined && secret === undefined)
    errors.push(invalidValue(list, '', 'must specify one of: `configMapRef` or `secretRef`'));
  if (map !== undefined && secret !== undefined)
    errors.push(invalidValue(list, '', 'may not have more than one field specified at a time'));
  return errors;
}
