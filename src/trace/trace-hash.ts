import type { Trace } from './trace.ts';

/** FNV-1a, 64 bits, of the trace's JSON: equal for equal runs, on every machine. Sixteen hex digits. */
export function traceHash(trace: Trace): string {
  return fnv1a(JSON.stringify(trace));
}

/**
 * Works on two halves of 32 bits, since big integers would take minutes for a long trace.
 * The prime is 2^40 + 0x1b3: the high half of a product is high·0x1b3 + low·2^8 + carry.
 */
function fnv1a(text: string): string {
  let high = 0xcbf29ce4;
  let low = 0x84222325;
  for (let place = 0; place < text.length; place += 1) {
    low = (low ^ text.charCodeAt(place)) >>> 0;
    const product = low * 0x1b3;
    high = (Math.imul(high, 0x1b3) + (low << 8) + Math.floor(product / 0x100000000)) >>> 0;
    low = product >>> 0;
  }
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}
