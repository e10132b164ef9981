import { own } from '../api/fields.ts';
import { isByteField } from './byte-fields.ts';

/** Lists of amounts by resource name: their values are quantities. */
const amounts = new Set([
  'limits',
  'requests',
  'capacity',
  'allocatable',
  'hard',
  'used',
  'overhead',
  'podFixed',
  'default',
  'defaultRequest',
  'max',
  'min',
  'maxLimitRequestRatio',
  'allocatedResources',
]);

export const isAmountList = (field: string): boolean => amounts.has(field);

/** Numbers of 64 bits. */
const wide = new Set([
  'startingDeadlineSeconds',
  'activeDeadlineSeconds',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
  'expirationSeconds',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'supplementalGroups',
  'generation',
  'observedGeneration',
  'deletionGracePeriodSeconds',
  'seconds',
  'sizeBytes',
  'revision',
]);

const versioned = /^(?:[A-Z][a-z]+)?V(\d+(?:(?:alpha|beta)\d+)?)(?=[A-Z])/;

/** `V1ContainerPort` → `ContainerPort`; where two groups have one name, the group stands before the version. */
export const goName = (type: string): string => type.replace(versioned, '');

/** `V1ContainerPort` → `v1.ContainerPort` */
const qualified = (type: string): string => `v${versioned.exec(type)?.[1] ?? '1'}.${goName(type)}`;

/** Texts and lists of texts that have a Go type of their own, by struct and field; asked for only where one is told of. */
export type NamedTypes = () => Readonly<Record<string, string>>;

/** @param type of the schema, @param struct the Go struct that holds the field */
export function goType(
  type: string,
  struct: string,
  field: string,
  isStruct: (type: string) => boolean,
  named: NamedTypes,
): string {
  const list = /^(?:Array|Set)<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `[]${goType(list, struct, field, isStruct, named)}`;
  if (type.startsWith('{')) {
    if (amounts.has(field)) return 'v1.ResourceList';
    return isByteField(struct, field) ? 'map[string][]uint8' : 'map[string]string';
  }
  if (type === 'number') return wide.has(field) ? 'int64' : 'int32';
  if (type === 'boolean') return 'bool';
  if (type === 'bytes') return '[]uint8';
  if (isStruct(type)) return qualified(type);
  return (type === 'string' ? own(named(), `${struct}.${field}`) : undefined) ?? 'string';
}

/** Whether Go's integer can hold the number. */
export function fits(value: unknown, field: string): boolean {
  if (!Number.isInteger(value)) return false;
  if (wide.has(field)) return Math.abs(Number(value)) <= 2 ** 63;
  return Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31;
}

/** What JSON has there, in the words of Go's decoder. */
export function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
