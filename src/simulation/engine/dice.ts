import type { Draw } from '../../kubernetes/api/calls.ts';

/** FNV-1a over UTF-16 code units, 32 bits. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  return hash >>> 0;
}

/**
 * A stream of numbers in [0, 1) from a 32-bit seed (mulberry32). Integer arithmetic only, so that every browser
 * and Node give the same bits.
 */
export function dice(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** One stream per statechart: one more probe must not change the luck of all the others. */
export const diceFor = (seed: number, who: string): Draw => dice(hash32(`${seed}/${who}`));

/** A version 4 UUID out of a stream. */
export function drawUid(draw: Draw): string {
  let hex = '';
  for (let i = 0; i < 32; i += 1) {
    const digit = Math.floor(draw() * 16);
    hex += (i === 12 ? 4 : i === 16 ? 8 + (digit & 3) : digit).toString(16);
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** `length` hexadecimal digits out of a stream: ids of sandboxes, containers and images. */
export function drawHex(draw: Draw, length: number): string {
  let hex = '';
  while (hex.length < length) hex += Math.floor(draw() * 16).toString(16);
  return hex;
}
