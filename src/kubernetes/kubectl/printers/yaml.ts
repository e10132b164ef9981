import { byText, isFields } from '../../api/fields.ts';
import { goQuote } from '../../api/go-text.ts';

/**
 * An object as `-o yaml` writes it: keys sorted, lists not indented, long lines folded.
 * Source: sigs.k8s.io/yaml v1.6, its emitter
 */
export const toYaml = (value: unknown): string => node(value, 0, false);

const bestWidth = 80;

function node(value: unknown, indent: number, inList: boolean): string {
  const margin = ' '.repeat(indent);
  if (Array.isArray(value)) {
    if (value.length === 0) return `${margin}[]\n`;
    return value.map((item) => listItem(item, indent)).join('');
  }
  if (isFields(value)) {
    const keys = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort(byText);
    if (keys.length === 0) return `${margin}{}\n`;
    return keys.map((key, index) => `${index === 0 && inList ? '' : margin}${entry(key, value[key], indent)}`).join('');
  }
  return `${margin}${scalar(value, indent, indent)}\n`;
}

function listItem(item: unknown, indent: number): string {
  const margin = ' '.repeat(indent);
  if (isFields(item) && Object.keys(item).length > 0) return `${margin}- ${node(item, indent + 2, true)}`;
  if (Array.isArray(item) && item.length > 0) return `${margin}- ${node(item, indent + 2, true).trimStart()}`;
  return `${margin}- ${node(item, 0, false).trimEnd()}\n`;
}

function entry(key: string, value: unknown, indent: number): string {
  const name = scalar(key, indent, 0, true);
  if (Array.isArray(value)) return value.length === 0 ? `${name}: []\n` : `${name}:\n${node(value, indent, false)}`;
  if (isFields(value)) {
    const empty = Object.values(value).every((item) => item === undefined);
    return empty ? `${name}: {}\n` : `${name}:\n${node(value, indent + 2, false)}`;
  }
  return `${name}: ${scalar(value, indent + 2, indent + name.length + 2)}\n`;
}

/** What YAML 1.1 would read as something else than text. */
export const ambiguous =
  /^(|~|null|Null|NULL|y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF|[-+]?[0-9][0-9_]*|0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO]?[0-7_]+|[-+]?(\.[0-9]+|[0-9][0-9_]*(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ].*)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9]*)?|<<|=)$/;

function scalar(value: unknown, indent: number, column: number, isKey = false): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'string') return String(value);
  if (ambiguous.test(value)) return `"${value}"`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the emitter escapes
  if (/[\u0000-\u0008\u000b-\u001f\u007f\u0085\u2028\u2029\ufeff]/.test(value)) return goQuote(value);
  // A block cannot hold blanks at the end of a line.
  if (/ (\n|$)/.test(value) && value.includes('\n')) return goQuote(value);
  if (value.includes('\n') && !isKey) return block(value, indent);
  if (needsQuotes(value)) return fold(`'${value.replaceAll("'", "''")}'`, indent, column, isKey);
  return fold(value, indent, column, isKey);
}

const needsQuotes = (text: string) =>
  /^[-?:](\s|$)|^[,[\]{}#&*!|>'"%@`]|^(---|\.\.\.)|^\s|\s$|: |:$| #|\t/.test(text) || text === '';

function block(text: string, indent: number): string {
  const trailing = /\n*$/.exec(text)?.[0].length ?? 0;
  const chomp = trailing === 0 ? '-' : trailing === 1 ? '' : '+';
  const leading = text.startsWith(' ') || text.startsWith('\n') ? '2' : '';
  const lines = (trailing > 0 ? text.slice(0, -1) : text).split('\n');
  return `|${leading}${chomp}\n${lines.map((line) => (line === '' ? '' : `${' '.repeat(indent)}${line}`)).join('\n')}`;
}

/** A blank beyond the best width becomes a line break, unless more blanks follow. */
function fold(text: string, indent: number, column: number, isKey: boolean): string {
  if (isKey) return text;
  let out = '';
  let at = column;
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const inside = i > 0 && i < text.length - 1 && text[i - 1] !== ' ' && text[i + 1] !== ' ';
    if (char === ' ' && at > bestWidth && inside) {
      out += `\n${' '.repeat(indent)}`;
      at = indent;
    } else {
      out += char;
      at++;
    }
  }
  return out;
}
