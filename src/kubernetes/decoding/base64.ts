import { fieldsOf, textOf } from '../api/fields.ts';

/** Where the first value that is no base64 goes wrong, as Go's decoder says it; undefined if all are. */
export function base64Problem(data: unknown): string | undefined {
  for (const value of Object.values(fieldsOf(data))) {
    const text = textOf(value).replace(/[\r\n]/g, '');
    const bad = text.search(/[^A-Za-z0-9+/=]/);
    if (bad >= 0) return `illegal base64 data at input byte ${bad}`;
    const padding = text.indexOf('=');
    if (padding >= 0 && (padding % 4 < 2 || !/^=+$/.test(text.slice(padding))))
      return `illegal base64 data at input byte ${padding}`;
    if (text.length % 4 !== 0) return `illegal base64 data at input byte ${text.length - (text.length % 4)}`;
  }
  return undefined;
}
