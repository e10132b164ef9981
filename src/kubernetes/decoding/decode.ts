import { isFields } from '../api/fields.ts';
import type { Resource } from '../api/resources.ts';
import { badRequest, type Status } from '../api/status.ts';
import type { Manifest } from '../api/types.ts';
import type { NamedTypes } from './go-type.ts';
import { type Findings, type Mistake, readObject, type Types } from './read-struct.ts';

export type { Mistake } from './read-struct.ts';

export type Decoded =
  | { readonly object: Manifest; readonly warnings: readonly string[] }
  | { readonly refused: Status; readonly mistakes: readonly Mistake[] };

/** What is wrong with a body, without a word of the decoder about it; undefined for a kind that nothing is known of. */
export function findingsOf({ apiVersion, kind }: Resource, body: Manifest, schema: Schema): Findings | undefined {
  const root = schema.roots[`${apiVersion} ${kind}`];
  return root === undefined ? undefined : readObject({ ...body }, root, schema.types, schema.named).found;
}

/** The kinds that can be read, and the fields of their models. */
export interface Schema {
  /** `apiVersion kind` → model */
  readonly roots: Readonly<Record<string, string>>;
  readonly types: Types;
  readonly named: NamedTypes;
}

/**
 * Reads a request body as an object of the resource, strictly: a field that the kind does not have is an error, or a
 * warning, or dropped, as the client asked.
 * Source: v1.35 apimachinery pkg/runtime/serializer/json/json.go; sigs.k8s.io/json internal/golang/encoding/json/decode.go
 */
export function decode(
  resource: Resource,
  body: unknown,
  validation: 'Strict' | 'Warn' | 'Ignore',
  { roots, types, named }: Schema,
): Decoded {
  const { kind, apiVersion, version } = resource;
  const root = roots[`${apiVersion} ${kind}`];
  const given = isFields(body) ? body : {};
  if (root === undefined) return { object: { apiVersion, kind, ...given }, warnings: [] };
  const refuse = (why: string, mistakes: readonly Mistake[], named = kind): Decoded => ({
    refused: badRequest(`${named} in version "${version}" cannot be handled as a ${kind}: ${why}`),
    mistakes,
  });
  if (given.kind !== kind && given.kind === kind.toLowerCase()) {
    // Source: v1.35 apimachinery pkg/runtime/error.go notRegisteredErr
    const why = `no kind "${given.kind}" is registered for version "${apiVersion}" in scheme "pkg/api/legacyscheme/scheme.go:30"`;
    return refuse(why, [{ field: 'kind', says: why }], given.kind);
  }
  const { object, found } = readObject(given, root, types, named);
  const first = found.unreadable[0] ?? found.unfit[0];
  if (first !== undefined) return refuse(first.says, [first]);
  const mistakes = found.unknown.map((field) => ({ field, says: `unknown field "${field}"` }));
  const said = mistakes.map(({ says }) => says);
  if (said.length > 0 && validation === 'Strict') return refuse(`strict decoding error: ${said.join(', ')}`, mistakes);
  return { object: { ...(object as Manifest), apiVersion, kind }, warnings: validation === 'Warn' ? said : [] };
}
