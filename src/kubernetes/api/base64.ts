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

/** The bytes behind base64; what is no base64 is passed over. */
export function bytesOf(encoded: string): readonly number[] {
  const bytes: number[] = [];
  let group = 0;
  let bits = 0;
  for (const char of encoded) {
    const digit = alphabet.indexOf(char);
    if (digit < 0) continue;
    group = ((group << 6) | digit) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((group >> bits) & 0xff);
  }
  return bytes;
}

/** The text behind base64. Bytes that are no UTF-8 become replacement characters. */
export const fromBase64 = (encoded: string): string => fromUtf8(bytesOf(encoded));

/** The bytes behind a base64 text, one character each: enough to look at text that is ASCII where it matters. */
export const bytesAsText = (encoded: string): string =>
  bytesOf(encoded)
    .map((byte) => String.fromCharCode(byte))
    .join('');

const unreadable = '\ufffd';

/** The text of UTF-8 bytes. Bytes that are none become replacement characters. */
export function fromUtf8(bytes: readonly number[]): string {
  let text = '';
  for (let i = 0; i < bytes.length; i++) {
    const first = bytes[i] ?? 0;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : -1;
    const rest = bytes.slice(i + 1, i + 1 + more);
    if (more < 0 || rest.length < more || rest.some((byte) => (byte & 0xc0) !== 0x80)) {
      text += unreadable;
      continue;
    }
    const code = rest.reduce((sum, byte) => (sum << 6) | (byte & 63), more === 0 ? first : first & (0x3f >> more));
    text += code > 0x10ffff ? unreadable : String.fromCodePoint(code);
    i += more;
  }
  return text;
}
