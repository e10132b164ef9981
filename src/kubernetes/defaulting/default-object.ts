import { type Fields, own } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';

/** Kinds that are not listed have no defaults. */
export type Defaults = Readonly<Record<string, (object: Fields) => Fields>>;

/**
 * The object with everything filled in that nobody said: part of decoding, hence before admission.
 * Defaulting twice changes nothing.
 */
export function withDefaults(object: Manifest, defaults: Defaults): Manifest {
  const change = own(defaults, object.kind);
  if (change === undefined) return object;
  const filled = change(object);
  return filled === object ? object : { ...filled, apiVersion: object.apiVersion, kind: object.kind };
}
