import { isQuantity } from '../../kubernetes/api/quantity.ts';
import type { Taint } from '../../kubernetes/api/types.ts';

const effects = new Set(['NoSchedule', 'PreferNoSchedule', 'NoExecute']);
const key = '([A-Za-z0-9]([A-Za-z0-9./_-]*[A-Za-z0-9])?)';
const value = '([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?';

/** `key=value:Effect` or `key:Effect`; undefined where it is none. */
export function readTaint(words: string): Taint | undefined {
  const found = new RegExp(`^${key}(=${value})?:([A-Za-z]+)$`).exec(words.trim());
  const [, name = '', , , given, , effect = ''] = found ?? [];
  if (found === null || !effects.has(effect)) return undefined;
  return { key: name, ...(given ? { value: given } : {}), effect };
}

/** `key=value` sets a label, `key-` takes it away; undefined where it is neither. */
export function readLabel(words: string): { readonly key: string; readonly value: string | undefined } | undefined {
  const text = words.trim();
  const gone = new RegExp(`^${key}-$`).exec(text);
  if (gone !== null) return { key: gone[1] ?? '', value: undefined };
  const found = new RegExp(`^${key}=${value}$`).exec(text);
  return found === null ? undefined : { key: found[1] ?? '', value: found[3] ?? '' };
}

/** An amount of cpu or memory; undefined where it is none. */
export const readAmount = (words: string): string | undefined =>
  isQuantity(words.trim()) && !words.trim().startsWith('-') ? words.trim() : undefined;
