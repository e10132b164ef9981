import { byText, isFields } from '../../../api/fields.ts';
import { goQuote } from '../../../api/go-text.ts';

/** A whole number of the template itself; those of the objects are floats, as Go reads JSON. */
export class WholeNumber {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** `1e+06`, `80`, `2.5`: a float as Go's `%v` prints it. Source: Go strconv.FormatFloat 'g', shortest */
export function goFloat(value: number): string {
  const [digits = '', power = '0'] = value.toExponential().split('e');
  const exponent = Number(power);
  // More digits than six do not keep it from being written with an exponent.
  if (value === 0 || (exponent >= -4 && exponent < 6)) return String(value);
  const size = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits}e${exponent < 0 ? '-' : '+'}${size}`;
}

/** A value as Go's `%v` prints it. Source: Go fmt */
export function goValue(value: unknown): string {
  if (value === undefined || value === null) return '<nil>';
  if (value instanceof WholeNumber) return String(value.value);
  if (typeof value === 'number') return goFloat(value);
  if (Array.isArray(value)) return `[${value.map(goValue).join(' ')}]`;
  if (!isFields(value)) return String(value);
  const entries = Object.keys(value).toSorted(byText);
  return `map[${entries.map((key) => `${key}:${goValue(value[key])}`).join(' ')}]`;
}

/** The name of a type as Go tells it. */
export function goTypeName(value: unknown): string {
  if (value === undefined || value === null) return '<nil>';
  if (value instanceof WholeNumber) return 'int';
  if (typeof value === 'number') return 'float64';
  if (Array.isArray(value)) return '[]interface {}';
  if (isFields(value)) return 'map[string]interface {}';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/** Blanks stand between two operands neither of which is text. Source: Go fmt.Sprint */
export function goSprint(values: readonly unknown[]): string {
  return values
    .map((value, place) => {
      const parted = place > 0 && typeof value !== 'string' && typeof values[place - 1] !== 'string';
      return `${parted ? ' ' : ''}${goValue(value)}`;
    })
    .join('');
}

/** Source: Go fmt.Sprintf, for the verbs that templates use */
export function goSprintf(format: string, values: readonly unknown[]): string {
  const left = [...values];
  const text = format.replace(/%([-+# 0]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g, (_, flags, width, precision, verb) => {
    if (verb === '%') return '%';
    if (left.length === 0) return `%!${verb}(MISSING)`;
    const shown = verbatim(left.shift(), String(verb), precision === undefined ? undefined : Number(precision));
    const size = Number(width || 0);
    if (String(flags).includes('-')) return shown.padEnd(size);
    return shown.padStart(size, String(flags).includes('0') ? '0' : ' ');
  });
  if (left.length === 0) return text;
  return `${text}%!(EXTRA ${left.map((value) => `${goTypeName(value)}=${goValue(value)}`).join(', ')})`;
}

function verbatim(value: unknown, verb: string, precision: number | undefined): string {
  const whole = value instanceof WholeNumber;
  if (verb === 'v') return goValue(value);
  if (verb === 's' && (typeof value === 'string' || Array.isArray(value) || isList(value)))
    return precision === undefined ? goValue(value) : goValue(value).slice(0, precision);
  if (verb === 'q' && typeof value === 'string') return goQuote(value);
  if (verb === 'd' && whole) return String(value.value);
  if ((verb === 'f' || verb === 'F') && typeof value === 'number') return value.toFixed(precision ?? 6);
  if (verb === 'g' && typeof value === 'number') return goFloat(value);
  if (verb === 't' && typeof value === 'boolean') return String(value);
  if (verb === 'T') return goTypeName(value);
  if (value === undefined || value === null) return `%!${verb}(<nil>)`;
  return `%!${verb}(${goTypeName(value)}=${goValue(value)})`;
}

const isList = (value: unknown): boolean => isFields(value) && !(value instanceof WholeNumber);
