import { isFields, own } from '../../../api/fields.ts';
import { goQuote } from '../../../api/go-text.ts';
import { asciiOf } from '../../base64-text.ts';
import { goSprint, goSprintf, goTypeName, goValue, WholeNumber } from './format.ts';

/** A call that cannot be made; the template says around it which. */
export class CallFault extends Error {}

/** Whether a condition counts as met. Source: Go text/template/exec.go IsTrue */
export function isTrue(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (value instanceof WholeNumber) return value.value !== 0;
  if (Array.isArray(value)) return value.length > 0;
  if (isFields(value)) return Object.keys(value).length > 0;
  return Boolean(value);
}

type TemplateFunction = (args: readonly unknown[]) => unknown;

const kindOf = (value: unknown): string => {
  if (value instanceof WholeNumber) return 'int';
  return typeof value === 'number' ? 'float' : typeof value;
};

const plain = (value: unknown): unknown => (value instanceof WholeNumber ? value.value : value);

/** Only values of the same basic kind compare, so a number of an object, which is a float, is none of the template's. */
function equal(first: unknown, second: unknown): boolean {
  const [a, b] = [kindOf(first), kindOf(second)];
  for (const value of [first, second])
    if (Array.isArray(value) || (isFields(value) && !(value instanceof WholeNumber)))
      throw new CallFault(`non-comparable type ${goValue(value)}: ${goTypeName(value)}`);
  if (first === undefined || first === null || second === undefined || second === null)
    return (first ?? null) === (second ?? null);
  if (a !== b) throw new CallFault('incompatible types for comparison');
  return plain(first) === plain(second);
}

function less(first: unknown, second: unknown): boolean {
  if (kindOf(first) !== kindOf(second)) throw new CallFault('incompatible types for comparison');
  if (!['int', 'float', 'string'].includes(kindOf(first))) throw new CallFault('invalid type for comparison');
  return (plain(first) as number) < (plain(second) as number);
}

function length([value]: readonly unknown[]): WholeNumber {
  if (typeof value === 'string') return new WholeNumber(new TextEncoder().encode(value).length);
  if (Array.isArray(value)) return new WholeNumber(value.length);
  if (isFields(value) && !(value instanceof WholeNumber)) return new WholeNumber(Object.keys(value).length);
  if (value === undefined || value === null) throw new CallFault('len of nil pointer');
  throw new CallFault(`len of type ${goTypeName(value)}`);
}

function index([value, ...keys]: readonly unknown[]): unknown {
  if (value === undefined || value === null) throw new CallFault('index of untyped nil');
  return keys.reduce((here, key) => {
    if (Array.isArray(here)) {
      if (!(key instanceof WholeNumber)) throw new CallFault(`cannot index slice/array with type ${goTypeName(key)}`);
      const place = key.value;
      if (place < 0 || place >= here.length) throw new CallFault(`index out of range: ${place}`);
      return here[place] as unknown;
    }
    if (here === undefined || here === null) throw new CallFault('index of nil pointer');
    if (!isFields(here)) throw new CallFault(`can't index item of type ${goTypeName(here)}`);
    if (typeof key !== 'string') throw new CallFault(`value has type ${goTypeName(key)}; should be string`);
    return own(here, key);
  }, value);
}

function slice([value, from, to]: readonly unknown[]): unknown {
  if (typeof value !== 'string' && !Array.isArray(value))
    throw new CallFault(`can't slice item of type ${goTypeName(value)}`);
  const bound = (given: unknown): number | undefined => (given instanceof WholeNumber ? given.value : undefined);
  return value.slice(bound(from) ?? 0, bound(to));
}

const escapesOfHtml: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

/** Those that Go's templates have, and two of kubectl's. Source: Go text/template/funcs.go; v1.35 cli-runtime pkg/printers/template.go */
export const functions: Readonly<Record<string, TemplateFunction>> = {
  len: length,
  index,
  slice,
  not: ([value]) => !isTrue(value),
  print: goSprint,
  println: (args) => `${args.map(goValue).join(' ')}\n`,
  printf: ([format, ...args]) => goSprintf(String(format), args),
  html: (args) => goSprint(args).replace(/["'&<>]/g, (char) => escapesOfHtml[char] ?? char),
  js: (args) => goQuote(goSprint(args)).slice(1, -1),
  urlquery: (args) => encodeURIComponent(goSprint(args)).replaceAll('%20', '+'),
  eq: ([first, ...others]) => {
    if (others.length === 0) throw new CallFault('missing argument for comparison');
    return others.some((other) => equal(first, other));
  },
  ne: ([first, second]) => !equal(first, second),
  lt: ([first, second]) => less(first, second),
  le: ([first, second]) => !less(second, first),
  gt: ([first, second]) => less(second, first),
  ge: ([first, second]) => !less(first, second),
  exists: (args) => {
    try {
      return index(args) !== undefined;
    } catch (fault) {
      if (fault instanceof CallFault) return false;
      throw fault;
    }
  },
  base64decode: ([text]) => asciiOf(String(text)),
};
