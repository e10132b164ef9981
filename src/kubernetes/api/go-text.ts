/** How Go prints values, for messages that must equal the server's to the letter. */

const shortEscapes: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

/** `%q` of a string. Source: Go strconv.Quote. */
export function goQuote(text: string): string {
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const short = shortEscapes[char];
    if (short !== undefined) out += short;
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code === 0xa0 || (code >= 0x80 && code < 0xa0) || code === 0xfeff || code === 0x2028 || code === 0x2029)
      out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += char;
  }
  return `"${out}"`;
}

/** JSON as Go's encoding/json writes it: `<`, `>` and `&` are escaped. */
export function goJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * `%v` of a value of JSON: `map[a:b]`, `[a b]`, `<nil>`. `text` writes the strings in it: as they are, where not given.
 * Source: Go fmt.Sprint, which sorts the keys of maps
 */
export function goValue(value: unknown, text: (value: string) => string = String): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map((item) => goValue(item, text)).join(' ')}]`;
  if (typeof value !== 'object') return String(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `map[${fields.map(([key, item]) => `${key}:${goValue(item, text)}`).join(' ')}]`;
}
