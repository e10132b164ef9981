import { isFields, own, put } from '../api/fields.ts';
import { canonicalQuantity, isQuantity, quantityError } from '../api/quantity.ts';
import type { Resource } from '../api/resources.ts';
import { badRequest, type Status } from '../api/status.ts';
import type { Manifest } from '../api/types.ts';
import { isByteField, readBytes } from './byte-fields.ts';
import { timeProblem } from './go-time.ts';
import { isLeftOut } from './left-out.ts';

export type Decoded =
  | { readonly object: Manifest; readonly warnings: readonly string[] }
  | { readonly refused: Status; readonly mistakes: readonly Mistake[] };

/** A field that stands in the way, with its place as a person counts it: `spec.containers[0].ports[1].containerPort`. */
export interface Mistake {
  readonly field: string;
  readonly says: string;
}

/** Reading came to an end: what the JSON decoder says. */
class Unreadable extends Error {
  constructor(
    message: string,
    readonly field: string,
  ) {
    super(message);
  }
}

/** The kinds that can be read, and the fields of their models. */
export interface Schema {
  /** `apiVersion kind` → model */
  readonly roots: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface Place {
  /** `spec.containers[0].ports` */
  readonly path: string;
  /** The same without indices, as Go names a struct field. */
  readonly goPath: string;
  /** The Go struct that holds the field. */
  readonly struct: string;
  readonly types: Schema['types'];
}

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

/** Amounts that stand alone, some of them only in one struct. */
const singleAmounts = new Set([
  'sizeLimit',
  'divisor',
  'averageValue',
  'MetricTarget.value',
  'HPAScalingRules.tolerance',
  'CSIStorageCapacity.capacity',
  'CSIStorageCapacity.maximumVolumeSize',
]);

const wide = new Set([
  'startingDeadlineSeconds',
  'activeDeadlineSeconds',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
  'expirationSeconds',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'generation',
  'observedGeneration',
  'deletionGracePeriodSeconds',
  'seconds',
  'value',
  'sizeBytes',
]);

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'boolean') return 'bool';
  // A number that is of the right kind and does not fit is printed.
  if (typeof value === 'number' && !fits(value, '')) return `number ${value}`;
  return typeof value;
}

/** `V1ContainerPort` → `ContainerPort`; where two groups have one name, the group stands before the version. */
const goName = (type: string): string => type.replace(/^([A-Z][a-z]+)?V\d+((alpha|beta)\d+)?(?=[A-Z])/, '');

function goType(type: string, field: string, types: Schema['types']): string {
  const list = /^Array<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return types[list] === undefined ? `[]${goType(list, field, types)}` : `[]v1.${goName(list)}`;
  if (type.startsWith('{')) return amounts.has(field) ? 'v1.ResourceList' : 'map[string]string';
  if (type === 'number') return wide.has(field) ? 'int64' : 'int32';
  if (type === 'boolean') return 'bool';
  if (type === 'bytes') return '[]uint8';
  return types[type] === undefined ? 'string' : `v1.${goName(type)}`;
}

function wrong(value: unknown, type: string, field: string, { goPath, struct, path, types }: Place): never {
  throw new Unreadable(
    `json: cannot unmarshal ${kindOf(value)} into Go struct field ${struct}.${goPath} of type ${goType(type, field, types)}`,
    path,
  );
}

/** A value of a type; collects the names of unknown fields and throws at the first value of a wrong type. */
function read(value: unknown, type: string, field: string, at: Place, unknown: string[]): unknown {
  if (value === null || value === undefined) return value;
  const list = /^(?:Array|Set)<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return wrong(value, type, field, at);
    return value.map((item, i) => read(item, list, field, { ...at, path: `${at.path}[${i}]` }, unknown));
  }
  if (type.startsWith('{ [key')) return readMap(value, type, field, at);
  if (at.types[type] !== undefined) {
    if (!isFields(value)) return wrong(value, type, field, at);
    return readStruct(value, type, at, unknown);
  }
  if (type === 'string' && (singleAmounts.has(field) || singleAmounts.has(`${at.struct}.${field}`))) {
    return readQuantity(value, at.path);
  }
  if (type === 'string' && isByteField(at.struct, field)) return readEncoded(value, field, at);
  if (type === 'string' && typeof value !== 'string') return wrong(value, type, field, at);
  if (type === 'Date' || type === 'V1MicroTime') return readTime(value, type, field, at);
  if (type === 'boolean' && typeof value !== 'boolean') return wrong(value, type, field, at);
  if (type === 'number' && typeof value !== 'number') return wrong(value, type, field, at);
  // Bounds in the schemas of custom resources are the only fractions.
  if (type === 'number' && at.struct !== 'JSONSchemaProps' && !fits(value, field)) return wrong(value, type, field, at);
  if (type === 'IntOrString' && typeof value !== 'string' && !(typeof value === 'number' && fits(value, ''))) {
    // This type reads itself, so its error knows nothing of where it stands.
    throw new Unreadable(`json: cannot unmarshal ${kindOf(value)} into Go value of type int32`, at.path);
  }
  return value;
}

/** An empty text is no time and no mistake: it is as if nothing was said. */
function readTime(value: unknown, type: string, field: string, at: Place): unknown {
  if (typeof value !== 'string') return wrong(value, type, field, at);
  const problem = value === '' ? undefined : timeProblem(value, type === 'Date' ? 'seconds' : 'micro');
  if (problem !== undefined) throw new Unreadable(problem, at.path);
  return value === '' ? null : value;
}

/** Whether Go's integer can hold the number. */
function fits(value: unknown, field: string): boolean {
  if (!Number.isInteger(value)) return false;
  return wide.has(field) || (Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31);
}

function readQuantity(value: unknown, path: string): string {
  if (!isQuantity(value)) throw new Unreadable(quantityError, path);
  return canonicalQuantity(value);
}

function readEncoded(value: unknown, field: string, at: Place): string {
  if (typeof value !== 'string') return wrong(value, 'bytes', field, at);
  const read = readBytes(value);
  if ('problem' in read) throw new Unreadable(read.problem, at.path);
  return read.encoded;
}

function readMap(value: unknown, type: string, field: string, at: Place): unknown {
  if (!isFields(value)) return wrong(value, type, field, at);
  if (!type.includes(': string;')) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      if (isByteField(at.struct, field)) return [key, item === null ? '' : readEncoded(item, field, at)];
      if (!amounts.has(field))
        return typeof item === 'string' || item === null ? [key, item ?? ''] : wrong(item, 'string', field, at);
      return [key, readQuantity(item, `${at.path}[${key}]`)];
    }),
  );
}

function readStruct(value: Readonly<Record<string, unknown>>, type: string, at: Place, unknown: string[]): unknown {
  const known = at.types[type] ?? {};
  const out: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const path = at.path === '' ? name : `${at.path}.${name}`;
    const of = own(known, name);
    if (of === undefined) unknown.push(path);
    else {
      const goPath = at.goPath === '' ? name : `${at.goPath}.${name}`;
      const place = { path, goPath, struct: goName(type), types: at.types };
      const value = read(item, of, name, place, unknown);
      if (!isLeftOut(value, type, name, of)) put(out, name, value);
    }
  }
  return out;
}

/**
 * Reads a request body as an object of the resource, strictly: a field that the kind does not have is an error, or a
 * warning, or dropped, as the client asked. Source: v1.35 apimachinery pkg/runtime/serializer/json/json.go
 */
export function decode(
  resource: Resource,
  body: unknown,
  validation: 'Strict' | 'Warn' | 'Ignore',
  { roots, types }: Schema,
): Decoded {
  const { kind, apiVersion, version } = resource;
  const root = roots[`${apiVersion} ${kind}`];
  const given = isFields(body) ? body : {};
  if (root === undefined) return { object: { apiVersion, kind, ...given }, warnings: [] };
  const refuse = (why: string, mistakes: readonly Mistake[]): Decoded => ({
    refused: badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`),
    mistakes,
  });
  const unknown: string[] = [];
  try {
    const object = readStruct(given, root, { path: '', goPath: '', struct: kind, types }, unknown) as Manifest;
    const said = unknown.map((path) => `unknown field "${path}"`);
    if (said.length > 0 && validation === 'Strict') {
      const mistakes = unknown.map((field) => ({ field, says: `unknown field "${field}"` }));
      return refuse(`strict decoding error: ${said.join(', ')}`, mistakes);
    }
    return { object: { ...object, apiVersion, kind }, warnings: validation === 'Warn' ? said : [] };
  } catch (problem) {
    if (problem instanceof Unreadable)
      return refuse(problem.message, [{ field: problem.field, says: problem.message }]);
    throw problem;
  }
}
