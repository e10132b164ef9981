import { byText, fieldsOf, isFields, listOf, numberOf, textOf } from './fields.ts';
import { goStructs } from './go-structs.ts';

/**
 * An API value as Go's spew prints it with `%#v` for hashing: types, every field in order, maps sorted, no addresses.
 * Source: v1.35 pkg/util/hash/hash.go, apimachinery pkg/util/dump/dump.go ForHash; davecgh/go-spew format.go
 * @param typed whether the type stands in front; it does not for items of lists and maps
 */
export function goDump(value: unknown, type: string, typed = true): string {
  const front = typed ? `(${type})` : '';
  if (type.startsWith('*')) {
    if (value === undefined || value === null) return `${front}<nil>`;
    return `${front}${goDump(value, type.slice(1), false)}`;
  }
  if (type.startsWith('[]')) {
    const items = listOf(value);
    if (items.length === 0) return `${front}<nil>`;
    return `${front}[${items.map((item) => goDump(item, type.slice(2), false)).join(' ')}]`;
  }
  if (type === 'v1.ResourceList' || type.startsWith('map[')) {
    const entries = Object.entries(fieldsOf(value)).sort(([a], [b]) => byText(a, b));
    if (entries.length === 0) return `${front}<nil>`;
    const of = type === 'v1.ResourceList' ? 'resource.Quantity' : type.slice(type.indexOf(']') + 1);
    return `${front}map[${entries.map(([key, item]) => `${key}:${goDump(item, of, false)}`).join(' ')}]`;
  }
  switch (type) {
    case 'v1.Time':
      return `${front}{Time:(time.Time){wall:(uint64)0 ext:(int64)0 loc:(*time.Location)<nil>}}`;
    case 'intstr.IntOrString':
      return `${front}${intOrString(value)}`;
    case 'resource.Quantity':
      return `${front}${quantity(value)}`;
    case 'bool':
      return `${front}${value === true}`;
  }
  if (/^int(32|64)$/.test(type)) return `${front}${numberOf(value) ?? 0}`;
  const fields = goStructs.get(type);
  if (fields === undefined) return `${front}${isFields(value) ? JSON.stringify(value) : textOf(value)}`;
  const owner = fieldsOf(value);
  return `${front}{${fields
    .map(({ name, json, type: of }) => `${name}:${goDump(json === undefined ? owner : owner[json], of)}`)
    .join(' ')}}`;
}

function intOrString(value: unknown): string {
  const [type, number, text] = typeof value === 'string' ? [1, 0, value] : [0, numberOf(value) ?? 0, ''];
  return `{Type:(intstr.Type)${type} IntVal:(int32)${number} StrVal:(string)${text}}`;
}

const shape = /^([+-]?)0*(\d+)(?:\.(\d*))?([numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+|)$/;
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };

/**
 * The inside of a parsed Quantity. Its text is kept only where it is sure to be canonical: a binary number that is no
 * multiple of eight, a decimal one that does not end in three noughts. Numbers too large for 64 bits are not modelled.
 * Source: v1.35 apimachinery pkg/api/resource/quantity.go ParseQuantity
 */
function quantity(value: unknown): string {
  const text = value === undefined || value === null ? '' : String(value);
  const print = (amount: bigint, scale: number, kept: string, format: string) =>
    `{i:(resource.int64Amount){value:(int64)${amount} scale:(resource.Scale)${scale}} d:(resource.infDecAmount){Dec:(*inf.Dec)<nil>} s:(string)${kept} Format:(resource.Format)${format}}`;
  if (text === '') return print(0n, 0, '', '');
  if (text === '0') return print(0n, 0, '0', 'DecimalSI');
  const [, sign = '', whole = '0', fraction = '', suffix = ''] = shape.exec(text) ?? [];
  const digits = BigInt(`${whole}${fraction}`) * (sign === '-' ? -1n : 1n);
  const power = binary[suffix];
  if (power !== undefined) {
    const kept = (BigInt(whole) & 7n) === 0n ? '' : text;
    return print(digits * 2n ** BigInt(power), 0, kept, 'BinarySI');
  }
  const exponent = /^[eE][+-]?\d/.test(suffix) ? Number(suffix.slice(1)) : (decimal[suffix] ?? 0);
  const scale = exponent - fraction.length;
  const canonical = scale % 3 === 0 && !`${whole}${fraction}`.endsWith('000') && !whole.startsWith('0');
  return print(digits, scale, canonical ? text : '', /^[eE][+-]?\d/.test(suffix) ? 'DecimalExponent' : 'DecimalSI');
}
