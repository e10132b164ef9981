import type { Draw } from '../api/calls.ts';

const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** No vowels, no digits that look like letters. Source: v1.35 apimachinery pkg/util/rand/rand.go */
export function randomSuffix(draw: Draw, length = 5): string {
  let text = '';
  for (let i = 0; i < length; i++) text += alphabet[Math.floor(draw() * alphabet.length)] ?? 'b';
  return text;
}

/** The name made of a `generateName`: cut to 58 characters, and five random ones. Source: apiserver pkg/storage/names/generate.go */
export const generatedName = (base: string, draw: Draw): string => `${base.slice(0, 58)}${randomSuffix(draw)}`;
