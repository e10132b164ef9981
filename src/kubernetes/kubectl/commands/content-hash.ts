import type { Fields } from '../../api/fields.ts';
import { goJson } from '../../api/go-text.ts';
import { sha256 } from '../../network/sha256.ts';

/** No vowels and nothing that looks like one, so that no words come of it. */
const replaced: Readonly<Record<string, string>> = { 0: 'g', 1: 'h', 3: 'k', a: 'm', e: 't' };

/** Ten letters that stand for the content. Source: v1.35 kubectl pkg/util/hash/hash.go */
function hashOf(content: Fields): string {
  const bytes = new TextEncoder().encode(goJson(content));
  const hex = [...sha256(String.fromCharCode(...bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [...hex.slice(0, 10)].map((letter) => replaced[letter] ?? letter).join('');
}

/** What `--append-hash` puts behind the name of a ConfigMap. */
export const configMapHash = (name: string, data: Readonly<Record<string, string>>): string =>
  hashOf({ data, kind: 'ConfigMap', name });

/** The same of a Secret, whose data is encoded. */
export const secretHash = (name: string, type: string, data: Readonly<Record<string, string>>): string =>
  hashOf({ data, kind: 'Secret', name, type });
