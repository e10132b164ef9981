/** Where Go's decoder stops in a text that is no base64, in its words; undefined if all is well. Line ends do not count. */
export function base64Problem(encoded: string): string | undefined {
  const text = encoded.replace(/[\r\n]/g, '');
  const bad = text.search(/[^A-Za-z0-9+/=]/);
  if (bad >= 0) return `illegal base64 data at input byte ${bad}`;
  const padding = text.indexOf('=');
  if (padding >= 0 && (padding % 4 < 2 || !/^=+$/.test(text.slice(padding))))
    return `illegal base64 data at input byte ${padding}`;
  if (text.length % 4 !== 0) return `illegal base64 data at input byte ${text.length - (text.length % 4)}`;
  return undefined;
}
