const acronyms: ReadonlySet<string> = new Set(['API', 'URL', 'UID', 'GUID']);

/**
 * `Lease Duration Seconds` for `leaseDurationSeconds`; a name with digits or signs stays as it is.
 * Source: v1.35 kubectl pkg/describe/describe.go smartLabelFor; github.com/fatih/camelcase
 */
export function fieldTitle(field: string): string {
  if (!/^[\p{L}-]+$/u.test(field)) return field;
  const words = field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|-+/gu) ?? [field];
  return words.map(titled).join(' ');
}

function titled(word: string): string {
  if (acronyms.has(word.toUpperCase())) return word.toUpperCase();
  return word === word.toLowerCase() ? `${word.slice(0, 1).toUpperCase()}${word.slice(1)}` : word;
}
