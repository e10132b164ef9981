/**
 * Quantities: `500m`, `1Gi`, `2e3`. Kept as whole nano units, since the API rounds finer values up to one nano.
 * Source: v1.35 apimachinery pkg/api/resource/{quantity,suffix}.go
 */
export interface Quantity {
  readonly nanos: bigint;
  readonly format: 'BinarySI' | 'DecimalSI' | 'DecimalExponent';
}

export const quantityError =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

const nanosPerUnit = 1_000_000_000n;
const nanosPerMilli = 1_000_000n;
const binary = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** From nano upwards, each a thousand times the one before. */
const decimal = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];

const shape = /^([+-]?)(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3}|[numkMGTPE]|[KMGTPE]i|)$/;

/** Division that rounds away from zero, as the API rounds what it cannot hold. */
function divideUp(value: bigint, by: bigint): bigint {
  const whole = value / by;
  return value % by === 0n ? whole : value < 0n ? whole - 1n : whole + 1n;
}

/** The quantity, or undefined where the text is none. */
export function parseQuantity(text: string): Quantity | undefined {
  const found = shape.exec(text);
  if (found === null) return undefined;
  const [, sign = '', digits = '', suffix = ''] = found;
  const [whole = '', fraction = ''] = digits.split('.');
  let over = BigInt(`${whole}${fraction}`) * nanosPerUnit;
  let under = 10n ** BigInt(fraction.length);
  let format: Quantity['format'] = 'DecimalSI';
  if (/^[eE][+-]?\d/.test(suffix)) {
    format = 'DecimalExponent';
    const exponent = Number(suffix.slice(1));
    if (exponent < 0) under *= 10n ** BigInt(-exponent);
    else over *= 10n ** BigInt(exponent);
  } else if (suffix.endsWith('i')) {
    format = 'BinarySI';
    over *= 1024n ** BigInt(binary.indexOf(suffix));
  } else {
    const power = decimal.indexOf(suffix) - 3;
    if (power < 0) under *= 1000n ** BigInt(-power);
    else over *= 1000n ** BigInt(power);
  }
  const nanos = divideUp(over, under);
  return { nanos: sign === '-' ? -nanos : nanos, format };
}

/** The quantity of a text or number of JSON; zero where it is none. */
function read(quantity: string | number | undefined): Quantity {
  return parseQuantity(String(quantity ?? '')) ?? { nanos: 0n, format: 'DecimalSI' };
}

export const isQuantity = (value: unknown): value is string | number =>
  (typeof value === 'string' || typeof value === 'number') && parseQuantity(String(value)) !== undefined;

function ceiling(nanos: bigint, unit: bigint): number {
  return Number(divideUp(nanos, unit));
}

/** In thousandths (`cpu`), rounded up. */
export const milliValue = (quantity: string | number | undefined): number =>
  ceiling(read(quantity).nanos, nanosPerMilli);

/** In whole units (bytes, pods), rounded up. */
export const value = (quantity: string | number | undefined): number => ceiling(read(quantity).nanos, nanosPerUnit);

/** How often the divisor goes into the quantity, rounded up: whole units as text. */
export function dividedUp(quantity: string | number, divisor: string | number): string {
  const by = read(divisor).nanos;
  return by === 0n ? '0' : String(divideUp(read(quantity).nanos, by));
}

/** Less than 0, 0, or more than 0, as `a` compares with `b`. */
export function compareQuantities(a: string | number, b: string | number): number {
  const left = read(a).nanos;
  const right = read(b).nanos;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The sum in the format of the first that is not zero, as Quantity.Add keeps it. */
export function addQuantities(a: string | number, b: string | number): string {
  const left = read(a);
  const right = read(b);
  return printQuantity({ nanos: left.nanos + right.nanos, format: left.nanos === 0n ? right.format : left.format });
}

/** The difference; what is missing is zero. */
export function subtractQuantities(a: string | number, b: string | number): string {
  const left = read(a);
  return printQuantity({ nanos: left.nanos - read(b).nanos, format: left.nanos === 0n ? read(b).format : left.format });
}

/** As Go's Quantity marshals itself. */
export function printQuantity({ nanos, format }: Quantity): string {
  if (nanos === 0n) return '0';
  const size = nanos < 0n ? -nanos : nanos;
  const asBinary = format === 'BinarySI' && size >= 1024n * nanosPerUnit && size % nanosPerUnit === 0n;
  if (asBinary) {
    let left = nanos / nanosPerUnit;
    let step = 0;
    while (step < binary.length - 1 && left % 1024n === 0n) {
      left /= 1024n;
      step++;
    }
    return `${left}${binary[step] ?? ''}`;
  }
  let left = nanos;
  let step = 0;
  while (step < decimal.length - 1 && left % 1000n === 0n) {
    left /= 1000n;
    step++;
  }
  if (format !== 'DecimalExponent') return `${left}${decimal[step] ?? ''}`;
  const exponent = (step - 3) * 3;
  return exponent === 0 ? `${left}` : `${left}e${exponent}`;
}

/** `0.5` → `500m`, `1024Mi` → `1Gi`; text that is no quantity stays as it is. */
export function canonicalQuantity(text: string | number): string {
  const quantity = parseQuantity(String(text));
  return quantity === undefined ? String(text) : printQuantity(quantity);
}

/** The same in powers of 1024, as amounts are written that were measured in bytes. */
export const binaryQuantity = (text: string | number): string =>
  printQuantity({ nanos: read(text).nanos, format: 'BinarySI' });

/** Canonical, and finer than a thousandth rounded up. Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_ResourceList */
export function canonicalToMilli(text: string | number): string {
  const quantity = parseQuantity(String(text));
  if (quantity === undefined) return String(text);
  return printQuantity({ ...quantity, nanos: divideUp(quantity.nanos, nanosPerMilli) * nanosPerMilli });
}

/** Whether the quantity is a whole number of units. */
export const isWhole = (quantity: string | number): boolean => read(quantity).nanos % nanosPerUnit === 0n;
