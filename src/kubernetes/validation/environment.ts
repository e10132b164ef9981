import { type FieldError, invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf, textOf } from '../api/fields.ts';
import {
  isConfigMapKey,
  isDns1123Label,
  isDns1123Subdomain,
  isEnvironmentVariable,
  isQualifiedName,
} from '../api/names.ts';
import { canonicalQuantity, compareQuantities } from '../api/quantity.ts';

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
const volumePaths = ['metadata.annotations', 'metadata.labels', 'metadata.name', 'metadata.namespace', 'metadata.uid'];
/** Paths that have a meaning at all; what can be done with each differs. */
const convertible = new Set([
  ...fieldPaths,
  ...volumePaths,
  'spec.restartPolicy',
  'spec.schedulerName',
  'status.phase',
]);
const resourcePaths = ['cpu', 'ephemeral-storage', 'memory']
  .flatMap((name) => [`limits.${name}`, `requests.${name}`])
  .sort();

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
  if (source === 'fieldRef') return validateFieldPath(reference, `${field}.fieldPath`, fieldPaths);
  if (source === 'resourceFieldRef') {
    const found = validateResource(textOf(reference.resource), `${field}.resource`);
    return [...found, ...validateDivisor(reference, field)];
  }
  if (source === 'fileKeyRef') return validateFileKey(reference, field);
  const [name, key] = [textOf(reference.name), textOf(reference.key)];
  return [
    ...isDns1123Subdomain(name).map((why) => invalidValue(`${field}.name`, name, why)),
    ...(key === ''
      ? [required(`${field}.key`)]
      : isConfigMapKey(key).map((why) => invalidValue(`${field}.key`, key, why))),
  ];
}

/** Source: validateFileKeySelector */
function validateFileKey(reference: Fields, field: string): readonly FieldError[] {
  const [key, volume, path] = [textOf(reference.key), textOf(reference.volumeName), textOf(reference.path)];
  const needed = (name: string, value: string, whys: readonly string[]): readonly FieldError[] =>
    value === '' ? [required(`${field}.${name}`)] : whys.map((why) => invalidValue(`${field}.${name}`, value, why));
  return [
    ...needed('key', key, isEnvironmentVariable(key)),
    ...needed('volumeName', volume, isDns1123Label(volume)),
    ...needed('path', path, path.split('/').includes('..') ? ["must not contain '..'"] : []),
  ];
}

/** For volumes: all labels or annotations at once, but nothing that only a running Pod has. */
export const validateFieldRef = (reference: Fields, field: string): readonly FieldError[] =>
  validateFieldPath(reference, `${field}.fieldPath`, volumePaths);

export const validateResourceFieldRef = (reference: Fields, field: string): readonly FieldError[] => [
  ...(textOf(reference.containerName) === ''
    ? [required(`${field}.containerName`)]
    : validateResource(textOf(reference.resource), `${field}.resource`)),
  ...validateDivisor(reference, field),
];

const bytes = '1, 1k, 1M, 1G, 1T, 1P, 1E, 1Ki, 1Mi, 1Gi, 1Ti, 1Pi, 1Ei';
const divisors: readonly (readonly [pattern: RegExp, supported: string, word: string])[] = [
  [/^(limits|requests)\.memory$/, bytes, 'memory'],
  [/^(limits|requests)\.ephemeral-storage$/, bytes, 'local ephemeral storage'],
  [/^(limits|requests)\.hugepages-/, bytes, 'hugepages'],
];

/** The value named as wrong is the resource, not the divisor. Source: validateContainerResourceDivisor */
function validateDivisor(reference: Fields, field: string): readonly FieldError[] {
  const resource = textOf(reference.resource);
  if (reference.divisor === undefined || compareQuantities(String(reference.divisor), 0) === 0) return [];
  const divisor = canonicalQuantity(String(reference.divisor));
  const here = `${field}.divisor`;
  if (/^(limits|requests)\.cpu$/.test(resource)) {
    const why = "only divisor's values 1m and 1 are supported with the cpu resource";
    return divisor === '1m' || divisor === '1' ? [] : [invalidValue(here, resource, why)];
  }
  const [, supported = '', word] = divisors.find(([pattern]) => pattern.test(resource)) ?? [];
  if (word === undefined || supported.split(', ').includes(divisor)) return [];
  return [invalidValue(here, resource, `only divisor's values ${supported} are supported with the ${word} resource`)];
}

/** Source: the same file, validateObjectFieldSelector; pkg/apis/core/pods/helpers.go ConvertDownwardAPIFieldLabel */
function validateFieldPath(reference: Fields, field: string, supported: readonly string[]): readonly FieldError[] {
  const given = textOf(reference.fieldPath);
  if (given === '') return [required(field)];
  const refuse = (why: string) => [invalidValue(field, given, `error converting fieldPath: ${why}`)];
  if (reference.apiVersion !== undefined && reference.apiVersion !== 'v1')
    return refuse(`unsupported pod version: ${textOf(reference.apiVersion)}`);
  // An older name, from before the first release.
  const path = given === 'spec.host' ? 'spec.nodeName' : given;
  if (supported.includes(path)) return [];
  const [, owner = '', key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (owner !== '') {
    const problems = isQualifiedName(owner === 'annotations' ? key.toLowerCase() : key);
    return problems.map((why) => invalidValue(field.replace(/\.fieldPath$/, ''), key, why));
  }
  if (/^.+\['.*'\]$/s.test(path)) return refuse(`field label does not support subscript: ${path}`);
  if (convertible.has(path)) return [notSupported(field, path, supported)];
  return refuse(`field label not supported: ${path}`);
}

function validateResource(resource: string, field: string): readonly FieldError[] {
  if (resource === '') return [required(field)];
  const known = resourcePaths.includes(resource) || /^(limits|requests)\.hugepages-/.test(resource);
  return known ? [] : [notSupported(field, resource, resourcePaths)];
}

function validateSourceOfAll(source: Fields, field: string, list: string): readonly FieldError[] {
  const map = isFields(source.configMapRef) ? fieldsOf(source.configMapRef) : undefined;
  const secret = isFields(source.secretRef) ? fieldsOf(source.secretRef) : undefined;
  const prefix = textOf(source.prefix);
  const errors: FieldError[] =
    prefix === '' ? [] : isEnvironmentVariable(prefix).map((why) => invalidValue(`${field}.prefix`, prefix, why));
  for (const [name, reference] of [
    ['configMapRef', map],
    ['secretRef', secret],
  ] as const) {
    if (reference === undefined) continue;
    const given = textOf(reference.name);
    if (given === '') errors.push(required(`${field}.${name}.name`));
    // Checked as a name that something may be added to.
    else
      for (const why of isDns1123Subdomain(given.replace(/-$/, 'a')))
        errors.push(invalidValue(`${field}.${name}.name`, given, why));
  }
  // The two whole-source errors name the list, without an index: a quirk of the real server.
  if (map === undefined && secret === undefined)
    errors.push(invalidValue(list, '', 'must specify one of: `configMapRef` or `secretRef`'));
  if (map !== undefined && secret !== undefined)
    errors.push(invalidValue(list, '', 'may not have more than one field specified at a time'));
  return errors;
}
