import { parseDocument } from 'yaml';

/** Words that YAML 1.1, or a reader of it, takes for something else than text, where a key stands or a value. */
const special = /^(?:y|yes|n|no|on|off|true|false|null|e\d+)$/i;

const plain =
  /^ *(?:- )*(?:([A-Za-z][\w./-]*):(?: |$))?(?:([A-Za-z/][\w./:-]*)|"[^"\\]*"|\d|[1-9]\d*|\d+(?:m|[KMG]i))?$/;

function isPlain(line: string): boolean {
  const [whole, key = '', value = ''] = plain.exec(line.replace(/^ *#.*$|^---$/, '')) ?? [];
  if (whole === undefined || special.test(key) || value.endsWith(':')) return false;
  return !special.test(value) || value === 'true' || value === 'false';
}

/**
 * Reads YAML that is so plain that every library reads it alike: a key and a word, a path, a number, an amount or a quoted text on a line.
 * Of any other text nothing is said.
 */
export function plainYaml(text: string): { readonly value: unknown } | undefined {
  if (!text.split('\n').every(isPlain)) return undefined;
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false, prettyErrors: false });
  return document.errors.length > 0 ? undefined : { value: document.toJS() };
}
