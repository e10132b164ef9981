import { byText, isFields } from '../../api/fields.ts';
import { goQuote } from '../../api/go-text.ts';

/** A value of JSON as Go's `%#v` prints it. Source: Go fmt */
export function goSyntax(value: unknown): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (Array.isArray(value)) return `[]interface {}{${value.map(goSyntax).join(', ')}}`;
  if (isFields(value)) {
    const entries = Object.keys(value)
      .toSorted(byText)
      .map((key) => `${goQuote(key)}:${goSyntax(value[key])}`);
    return `map[string]interface {}{${entries.join(', ')}}`;
  }
  return typeof value === 'string' ? goQuote(value) : String(value);
}
