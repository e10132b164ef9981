import { utf8 } from './base64.ts';
import { goDump } from './go-dump.ts';
import type { PodTemplateSpec } from './types.ts';

const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** 32-bit FNV-1a, byte by byte. */
function fnv(bytes: Iterable<number>): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

function* dumped(template: PodTemplateSpec, collisionCount: number | undefined): Generator<number> {
  yield* utf8(goDump(template, 'v1.PodTemplateSpec'));
  if (collisionCount === undefined) return;
  // Eight bytes are set aside, a 32-bit number is written into the first four, little end first.
  for (let i = 0; i < 8; i++) yield i < 4 ? (collisionCount >>> (8 * i)) & 255 : 0;
}

/** Decimal digits as letters that make no words. Source: apimachinery pkg/util/rand/rand.go SafeEncodeString */
export function safeEncode(text: string): string {
  return [...text].map((char) => alphabet[char.charCodeAt(0) % alphabet.length] ?? '').join('');
}

/**
 * The label `pod-template-hash` and the end of a ReplicaSet's name.
 * Source: v1.35 pkg/controller/controller_utils.go ComputeHash
 * @param template as the server defaulted it
 * @param collisionCount status.collisionCount of the Deployment, if it has one
 */
export function podTemplateHash(template: PodTemplateSpec, collisionCount?: number): string {
  return safeEncode(String(fnv(dumped(template, collisionCount))));
}
