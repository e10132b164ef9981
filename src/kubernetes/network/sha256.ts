const firstFractionBits = (x: number, power: number): number => Math.floor((x ** power % 1) * 4294967296);

/** Round constants and initial state, from the roots of the first primes, as FIPS 180-4 defines them. */
const { rounds, start } = ((): { rounds: readonly number[]; start: readonly number[] } => {
  const primes: number[] = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  return {
    rounds: primes.map((prime) => firstFractionBits(prime, 1 / 3)),
    start: primes.slice(0, 8).map((prime) => firstFractionBits(prime, 1 / 2)),
  };
})();

/** SHA-256 of ASCII text. The platform's own is asynchronous, which a pure function cannot be. */
export function sha256(text: string): Uint8Array {
  const length = text.length;
  const blocks = new Uint8Array(((length + 8) >> 6) * 64 + 64);
  for (let i = 0; i < length; i += 1) blocks[i] = text.charCodeAt(i);
  blocks[length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 4, length * 8);
  const state = [...start];
  for (let block = 0; block < blocks.length; block += 64) mix(state, view, block);
  const digest = new DataView(new ArrayBuffer(32));
  for (const [i, word] of state.entries()) digest.setUint32(i * 4, word >>> 0);
  return new Uint8Array(digest.buffer);
}

const rotate = (x: number, n: number): number => (x >>> n) | (x << (32 - n));

function mix(state: number[], view: DataView, at: number): void {
  const w: number[] = [];
  for (let i = 0; i < 64; i += 1) {
    if (i < 16) w.push(view.getUint32(at + i * 4));
    else {
      const [a, b] = [w[i - 15] ?? 0, w[i - 2] ?? 0];
      const s0 = rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3);
      const s1 = rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10);
      w.push(((w[i - 16] ?? 0) + s0 + (w[i - 7] ?? 0) + s1) | 0);
    }
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[i] ?? 0) + (w[i] ?? 0)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) | 0, c, b, a, (t1 + t2) | 0];
  }
  for (const [i, word] of [a, b, c, d, e, f, g, h].entries()) state[i] = ((state[i] ?? 0) + word) | 0;
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base 32, without padding. */
export function base32(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += letters[(held >> bits) & 31] ?? '';
    }
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (letters[(held << (5 - bits)) & 31] ?? '') : text;
}
