import { byText, isFields } from '../../api/fields.ts';
import { ambiguous } from './yaml.ts';

/**
 * An object as `-o kyaml` writes it: YAML that looks like JSON, with texts in double quotes, keys without where no
 * reader of YAML could take them for something else, and a comma behind each entry.
 * Source: v1.35 sigs.k8s.io/yaml/kyaml
 */
export const toKyaml = (value: unknown): string => `---\n${node(value, '')}\n`;

function node(value: unknown, margin: string): string {
  const inner = `${margin}  `;
  if (Array.isArray(value)) {
    if (value.length === 0) return '[]';
    // Brackets of a list of objects or lists hug those of their items.
    if (value.every(isNest)) return `[${value.map((item) => node(item, margin)).join(', ')}]`;
    return `[\n${value.map((item) => `${inner}${node(item, inner)},\n`).join('')}${margin}]`;
  }
  if (!isFields(value)) return typeof value === 'string' ? quoted(value, inner) : String(value ?? null);
  const keys = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort(byText);
  if (keys.length === 0) return '{}';
  return `{\n${keys.map((key) => `${inner}${keyText(key)}: ${node(value[key], inner)},\n`).join('')}${margin}}`;
}

const isNest = (item: unknown): boolean => Array.isArray(item) || isFields(item);

/** Signs but the underscore stand bare only inside a key. */
const keyText = (key: string): string =>
  /^[\p{L}\p{N}_](?:[\p{L}\p{N}_\-./]*[\p{L}\p{N}_])?$/u.test(key) && !ambiguous.test(key) ? key : JSON.stringify(key);

/** Text of several lines is folded: each on a line of its own, a blank in front or, where one belongs to it, a sign. */
function quoted(text: string, margin: string): string {
  if (!text.includes('\n')) return `"${escaped(text)}"`;
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const line = (content: string): string => `${margin}${/^\s/.test(content) ? '\\' : ' '}${escaped(content)}`;
  const folded = lines.map((content) => `${line(content)}\\n\\\n`).join('');
  return `"\\\n${folded}${last === '' ? '' : `${line(last)}\\\n`}${margin}"`;
}

const escaped = (text: string): string => JSON.stringify(text).slice(1, -1).replaceAll('\\t', '\t');
