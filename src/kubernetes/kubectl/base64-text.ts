const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const digitsOf = (base64: string): readonly number[] =>
  [...base64].map((char) => alphabet.indexOf(char)).filter((digit) => digit >= 0);

/** How many bytes a base64 text stands for. */
export const bytesIn = (base64: string): number => Math.floor((digitsOf(base64).length * 3) / 4);

/** The text behind a base64 text whose bytes are ASCII, as those of a token are. */
export function asciiOf(base64: string): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const digit of digitsOf(base64)) {
    held = ((held << 6) | digit) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    text += String.fromCharCode((held >> bits) & 0xff);
  }
  return text;
}
