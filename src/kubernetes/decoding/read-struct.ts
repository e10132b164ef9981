import { byText, isFields, own, put } from '../api/fields.ts';
import { canonicalQuantity, isQuantity, quantityError } from '../api/quantity.ts';
import { isByteField, readBytes } from './byte-fields.ts';
import { timeProblem } from './go-time.ts';
import { fits, goName, goType, isAmountList, jsonKind, type NamedTypes } from './go-type.ts';
import { isLeftOut } from './left-out.ts';

/** The fields of the models, and the type of each. */
export type Types = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A field that stands in the way, with its place as a person counts it: `spec.containers[0].ports[1].containerPort`. */
export interface Mistake {
  readonly field: string;
  readonly says: string;
  /** The type that the schema has there, of a value of another one. */
  readonly type?: string;
}

/** What was found on the way. */
export interface Findings {
  /** Fields that nobody knows. */
  readonly unknown: string[];
  /** Values of another type than their field's: the decoder goes on and speaks of the first. */
  readonly unfit: Mistake[];
  /** Values of types that read themselves: the decoder stops there, and whatever it met before is forgotten. */
  readonly unreadable: Mistake[];
}

interface Place {
  /** `spec.containers[0].ports` */
  readonly path: string;
  /** The same without indices, as Go names a struct field. */
  readonly goPath: string;
  /** The Go struct that holds the field. */
  readonly struct: string;
  readonly types: Types;
  readonly named: NamedTypes;
  readonly found: Findings;
}

/** Amounts that stand alone, some of them only in one struct. */
const singleAmounts = new Set([
  'sizeLimit',
  'divisor',
  'averageValue',
  'MetricTarget.value',
  'HPAScalingRules.tolerance',
  'CSIStorageCapacity.capacity',
  'CSIStorageCapacity.maximumVolumeSize',
  'Counter.value',
  'DeviceCapacity.value',
  'CapacityRequestPolicy.default',
  'CapacityRequestPolicy.validValues',
  'CapacityRequestPolicyRange.min',
  'CapacityRequestPolicyRange.max',
  'CapacityRequestPolicyRange.step',
]);

/** @param asked whether a number stands where one belongs, and only does not fit: then it is printed */
function mismatch(value: unknown, goTypeName: string, { goPath, struct, path }: Place, asked = false): Mistake {
  const kind = asked && typeof value === 'number' ? `number ${value}` : jsonKind(value);
  return {
    field: path,
    says: `json: cannot unmarshal ${kind} into Go struct field ${struct}.${goPath} of type ${goTypeName}`,
  };
}

function unfit(value: unknown, type: string, field: string, at: Place): undefined {
  const name = goType(type, at.struct, field, (each) => at.types[each] !== undefined, at.named);
  at.found.unfit.push({ ...mismatch(value, name, at, type === 'number'), type });
}

function unreadable(says: string, at: Place, path = at.path): undefined {
  at.found.unreadable.push({ field: path, says });
}

/** A value of a type; what cannot be read is noted and left out. */
function read(value: unknown, type: string, field: string, at: Place): unknown {
  if (value === null || value === undefined) return value;
  const list = /^(?:Array|Set)<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) {
    if (!Array.isArray(value)) return unfit(value, type, field, at);
    return value.map((item, i) => read(item, list, field, { ...at, path: `${at.path}[${i}]` }));
  }
  if (type.startsWith('{ [key')) return readMap(value, type, field, at);
  if (at.types[type] !== undefined) {
    if (!isFields(value)) return unfit(value, type, field, at);
    return readStruct(value, type, at);
  }
  if (type === 'string' && (singleAmounts.has(field) || singleAmounts.has(`${at.struct}.${field}`))) {
    return readQuantity(value, at, at.path);
  }
  if (type === 'string' && isByteField(at.struct, field)) return readEncoded(value, field, at);
  if (type === 'string' && typeof value !== 'string') return unfit(value, type, field, at);
  if (type === 'Date' || type === 'V1MicroTime') return readTime(value, type, at);
  if (type === 'boolean' && typeof value !== 'boolean') return unfit(value, type, field, at);
  if (type === 'number' && typeof value !== 'number') {
    const name = goType(type, at.struct, field, () => false, at.named);
    at.found.unfit.push({ ...mismatch(value, name, at), type });
    return undefined;
  }
  // Bounds in the schemas of custom resources are the only fractions.
  if (type === 'number' && at.struct !== 'JSONSchemaProps' && !fits(value, field)) return unfit(value, type, field, at);
  if (type === 'IntOrString') return readIntOrString(value, at);
  return value;
}

function readIntOrString(value: unknown, at: Place): unknown {
  if (typeof value === 'string' || fits(value, '')) return value;
  return unreadable(mismatch(value, 'int32', at, true).says, at);
}

/** An empty text is no time and no mistake: it is as if nothing was said. */
function readTime(value: unknown, type: string, at: Place): unknown {
  if (typeof value !== 'string') return unreadable(mismatch(value, 'string', at).says, at);
  const problem = value === '' ? undefined : timeProblem(value, type === 'Date' ? 'seconds' : 'micro');
  if (problem !== undefined) return unreadable(problem, at);
  return value === '' ? null : value;
}

function readQuantity(value: unknown, at: Place, path: string): string | undefined {
  if (value === null) return '0';
  return isQuantity(value) ? canonicalQuantity(value) : unreadable(quantityError, at, path);
}

function readEncoded(value: unknown, field: string, at: Place): string | undefined {
  if (typeof value !== 'string') return unfit(value, 'bytes', field, at);
  const bytes = readBytes(value);
  if (!('problem' in bytes)) return bytes.encoded;
  at.found.unfit.push({ field: at.path, says: bytes.problem });
  return undefined;
}

/** Go writes its maps in the order of their keys. */
function readMap(value: unknown, type: string, field: string, at: Place): unknown {
  if (!isFields(value)) return unfit(value, type, field, at);
  const of = /^\{ \[key: string\]: (.*); \}$/.exec(type)?.[1] ?? 'any';
  if (of !== 'string') {
    // A key stands in the path as the name of a field does, and Go does not name it.
    const inside = (key: string): Place => ({ ...at, path: `${at.path}.${key}` });
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, read(item, of, field, inside(key))]));
  }
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => byText(a, b))
      .map(([key, item]) => {
        if (isByteField(at.struct, field)) return [key, item === null ? '' : readEncoded(item, field, at)];
        const inside = `${at.path}[${key}]`;
        if (isAmountList(field)) return [key, readQuantity(item, at, inside)];
        const isText = typeof item === 'string' || item === null;
        return [key, isText ? (item ?? '') : unfit(item, 'string', field, { ...at, path: inside })];
      }),
  );
}

function readStruct(value: Readonly<Record<string, unknown>>, type: string, at: Place): unknown {
  const known = at.types[type] ?? {};
  const out: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    const path = at.path === '' ? name : `${at.path}.${name}`;
    const of = own(known, name);
    if (of === undefined) at.found.unknown.push(path);
    else {
      const goPath = at.goPath === '' ? name : `${at.goPath}.${name}`;
      const place: Place = { ...at, path, goPath, struct: goName(type) };
      const value = read(item, of, name, place);
      if (!isLeftOut(value, type, name, of)) put(out, name, value);
    }
  }
  return out;
}

/** Every body comes with its keys in order, so what is wrong first is first in that order. */
function inKeyOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((path) => path.split(/[.[]/));
  for (const [index, key] of (left ?? []).entries()) {
    const other = right?.[index];
    if (other === undefined) return 1;
    if (key === other) continue;
    const [first, second] = [key, other].map((each) => (/^\d+\]$/.test(each) ? Number.parseInt(each, 10) : Number.NaN));
    if (!Number.isNaN(first) && !Number.isNaN(second)) return (first ?? 0) - (second ?? 0);
    return key < other ? -1 : 1;
  }
  return -1;
}

/** An object of a model, and what is wrong with it in the order in which the decoder meets it. */
export function readObject(
  given: Readonly<Record<string, unknown>>,
  model: string,
  types: Types,
  named: NamedTypes,
): { readonly object: unknown; readonly found: Findings } {
  const found: Findings = { unknown: [], unfit: [], unreadable: [] };
  const object = readStruct(given, model, { path: '', goPath: '', struct: goName(model), types, named, found });
  found.unknown.sort(inKeyOrder);
  for (const list of [found.unfit, found.unreadable]) list.sort((a, b) => inKeyOrder(a.field, b.field));
  return { object, found };
}
