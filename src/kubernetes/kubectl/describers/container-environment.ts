import { at, type Fields, fieldsOf, rowsOf, textOf } from '../../api/fields.ts';
import { milliValue, value as unitValue } from '../../api/quantity.ts';
import type { Description } from './description.ts';

/** What the names in `fieldRef` stand for; without a Pod, as in a template, nothing. */
export type FieldResolver = (fieldPath: string) => string;

/** Source: v1.35 kubectl pkg/describe/describe.go describeContainerEnvFrom, describeContainerEnvVars */
export function writeEnvironment(out: Description, container: Fields, resolve: FieldResolver): void {
  writeSources(out, rowsOf(container.envFrom));
  const variables = rowsOf(container.env);
  if (variables.length === 0) out.line(2, 'Environment:', '<none>');
  else out.line(2, 'Environment:');
  for (const variable of variables) writeVariable(out, container, variable, resolve);
}

function writeSources(out: Description, sources: readonly Fields[]): void {
  if (sources.length === 0) return;
  out.line(2, 'Environment Variables from:');
  for (const { configMapRef, secretRef, prefix } of sources) {
    const [from, reference] =
      configMapRef === undefined ? ['Secret', fieldsOf(secretRef)] : ['ConfigMap', fieldsOf(configMapRef)];
    const before = textOf(prefix) === '' ? '' : ` with prefix '${textOf(prefix)}'`;
    out.line(3, textOf(reference.name), `${from}${before}`, `Optional: ${reference.optional === true}`);
  }
}

function writeVariable(out: Description, container: Fields, variable: Fields, resolve: FieldResolver): void {
  const name = `${textOf(variable.name)}:`;
  const from = variable.valueFrom;
  if (from === undefined || from === null) {
    const [first = '', ...more] = textOf(variable.value).split('\n');
    out.line(3, name, first);
    for (const part of more) out.line(3, '', part);
    return;
  }
  const { fieldRef, resourceFieldRef, secretKeyRef, configMapKeyRef } = fieldsOf(from);
  if (fieldRef !== undefined) {
    const { apiVersion, fieldPath } = fieldsOf(fieldRef);
    out.line(3, name, `${resolve(textOf(fieldPath))} (${textOf(apiVersion)}:${textOf(fieldPath)})`);
  } else if (resourceFieldRef !== undefined) {
    out.line(
      3,
      name,
      `${resourceValue(container, fieldsOf(resourceFieldRef))} (${textOf(at(resourceFieldRef, 'resource'))})`,
    );
  } else if (secretKeyRef !== undefined) {
    const { key, name: secret, optional } = fieldsOf(secretKeyRef);
    out.line(
      3,
      name,
      `<set to the key '${textOf(key)}' in secret '${textOf(secret)}'>`,
      `Optional: ${optional === true}`,
    );
  } else if (configMapKeyRef !== undefined) {
    const { key, name: map, optional } = fieldsOf(configMapKeyRef);
    out.line(
      3,
      name,
      `<set to the key '${textOf(key)}' of config map '${textOf(map)}'>`,
      `Optional: ${optional === true}`,
    );
  }
}

/** In units of the divisor, rounded up. Source: v1.35 kubectl pkg/util/resource/resource.go ExtractContainerResourceValue */
function resourceValue(container: Fields, { resource, divisor }: Fields): string {
  const [kind = '', name = ''] = textOf(resource).split('.');
  const quantity = at(container, 'resources', kind, name) as string | undefined;
  const unit = divisor === undefined || divisor === '0' ? '1' : String(divisor);
  const value = name === 'cpu' ? milliValue(quantity) / milliValue(unit) : unitValue(quantity) / unitValue(unit);
  const unlimited = value === 0 && kind === 'limits' && (name === 'cpu' || name === 'memory');
  return unlimited ? 'node allocatable' : String(Math.ceil(value));
}

/** What downward API fields of a Pod say. Source: v1.35 kubectl pkg/util/fieldpath/fieldpath.go */
export const fieldsOfPod =
  (pod: Fields): FieldResolver =>
  (path) => {
    const [, map = '', key = ''] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
    if (map !== '') return textOf(at(pod, 'metadata', map, key));
    return ['metadata.name', 'metadata.namespace', 'metadata.uid'].includes(path)
      ? textOf(at(pod, ...path.split('.')))
      : '';
  };

export const noFields: FieldResolver = () => '';
