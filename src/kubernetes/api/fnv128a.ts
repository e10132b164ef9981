import { utf8 } from './base64.ts';

const offset = 0x6c62272e07bb014262b821756295c58dn;
const prime = 0x1000000000000000000013bn;
const all = (1n << 128n) - 1n;

/** 128-bit FNV-1a of a text, in hexadecimal, so that the order of texts is that of the hashes. Source: Go hash/fnv New128a */
export function fnv128a(text: string): string {
  let hash = offset;
  for (const byte of utf8(text)) hash = ((hash ^ BigInt(byte)) * prime) & all;
  return hash.toString(16).padStart(32, '0');
}
