import type { Resource } from '../api/resources.ts';
import type { Status } from '../api/status.ts';
import type { Manifest } from '../api/types.ts';

export type Decoded =
  | { readonly object: Manifest; readonly warnings: readonly string[] }
  | { readonly refused: Status };

/** Reads a request body as an object of the resource. */
export function decode(resource: Resource, body: unknown, _validation: 'Strict' | 'Warn' | 'Ignore'): Decoded {
  const fields = typeof body === 'object' && body !== null ? body : {};
  return { object: { apiVersion: resource.apiVersion, kind: resource.kind, ...fields }, warnings: [] };
}
