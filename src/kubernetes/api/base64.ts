const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The bytes of a text. */
export function* utf8(text: string): Generator<number> {
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code < 0x80) yield code;
    else {
      const length = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
      yield ([0xc0, 0xe0, 0xf0][length - 1] ?? 0xc0) | (code >> (6 * length));
      for (let left = length - 1; left >= 0; left--) yield 0x80 | ((code >> (6 * left)) & 63);
    }
  }
}

/** A text's UTF-8 bytes in base64, padded. */
export function base64(text: string): string {
  const bytes = [...utf8(text)];
  let out = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b, c] = bytes.slice(i, i + 3);
    const group = (a << 16) | ((b ?? 0) << 8) | (c ?? 0);
    out += alphabet[(group >> 18) & 63] ?? '';
    out += alphabet[(group >> 12) & 63] ?? '';
    out += b === undefined ? '=' : (alphabet[(group >> 6) & 63] ?? '');
    out += c === undefined ? '=' : (alphabet[group & 63] ?? '');
  }
  return out;
}

/** The bytes behind a base64 text, one character each: enough to look at text that is ASCII where it matters. */
export function bytesAsText(encoded: string): string {
  let bits = 0;
  let held = 0;
  let out = '';
  for (const char of encoded) {
    const value = alphabet.indexOf(char);
    if (value < 0) continue;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((held >> bits) & 0xff);
  }
  return out;
}
