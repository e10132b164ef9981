import { invalidValue } from '../../../kubernetes/api/field-error.ts';
import { inapplicable, patchProblem } from '../../../kubernetes/api/patch-problem.ts';
import type { Resource } from '../../../kubernetes/api/resources.ts';
import { badRequest, conflict, invalid, type Status } from '../../../kubernetes/api/status.ts';
import { applyJsonPatch, jsonMergePatch, strategicMerge } from '../../../kubernetes/api/strategic-merge.ts';
import type { ApiObject, Manifest } from '../../../kubernetes/api/types.ts';
import { decode } from '../../../kubernetes/decoding/decode.ts';
import { patchRefusal } from '../../../kubernetes/decoding/patch-refusal.ts';
import { withDefaults } from '../../../kubernetes/defaulting/default-object.ts';
import { scaled, scaleOf } from '../../../kubernetes/registry/scale.ts';
import { servedAs, storedVersion } from '../../../kubernetes/registry/served-version.ts';
import type { RequestContext } from './request-context.ts';
import { otherNamespace } from './request-info.ts';

/** What shall be stored, and what is to be said about it; or why nothing is. */
export type Wanted =
  | { readonly object: Manifest; readonly warnings?: readonly string[] }
  | { readonly refused: Status };

/** What a patch makes of an object, before anything is decoded; undefined where it cannot be applied. */
function applied(contentType: string, from: unknown, patch: unknown): { readonly object: unknown } | undefined {
  if (contentType === 'application/merge-patch+json') return { object: jsonMergePatch(from, patch) };
  if (contentType !== 'application/json-patch+json') return { object: strategicMerge(from as Manifest, patch) };
  const patched = applyJsonPatch(from, patch);
  return 'error' in patched ? undefined : patched;
}

const isKubectl = ({ event }: RequestContext): boolean => event.identity.userAgent.startsWith('kubectl');

/** What becomes of fields that nobody knows: a warning, unless the client asks for more or less. */
function validation({ info }: RequestContext): 'Strict' | 'Warn' | 'Ignore' {
  const asked = info.query.get('fieldValidation');
  return asked === 'Strict' || asked === 'Ignore' ? asked : 'Warn';
}

/** What no patch may change. Source: v1.35 apiserver pkg/endpoints/handlers/patch.go, apimachinery pkg/api/validation/objectmeta.go */
function identityProblem(
  context: RequestContext,
  { metadata: old }: ApiObject,
  patched: unknown,
  resource: Resource,
): Status | undefined {
  const { name, namespace, uid, resourceVersion } = (patched as ApiObject).metadata;
  if (name !== old.name)
    return badRequest(`the name of the object (${name ?? ''}) does not match the name on the URL (${old.name})`);
  // The garbage collector reads the object anew until nobody is faster: here its patch goes through at once.
  const outdated = resourceVersion !== undefined && resourceVersion !== old.resourceVersion;
  if (outdated && isKubectl(context)) return conflict(resource, old.name);
  if (namespace !== undefined && namespace !== old.namespace) return badRequest(otherNamespace);
  return uid === undefined || uid === old.uid
    ? undefined
    : invalid(resource, old.name, [invalidValue('metadata.uid', uid, 'field is immutable')]);
}

/**
 * The stored object as a patch wants it: merged, read as its kind again, with its defaults.
 * Source: v1.35 apiserver pkg/endpoints/handlers/patch.go
 */
export function patchedObject(
  context: RequestContext,
  old: ApiObject,
  resource: Resource,
  contentType: string,
  patch: unknown,
): Wanted {
  const problem = patchProblem(contentType, patch);
  if (problem !== undefined) return { refused: problem };
  const scales = context.info.subresource === 'scale';
  const from = scales ? scaleOf(old) : servedAs(old as unknown as Manifest, resource.apiVersion);
  const outcome = applied(contentType, from, patch);
  if (outcome === undefined) return { refused: inapplicable };
  if (scales) return scaled(old, outcome.object);
  // The cluster's own components patch what they have read: there is nothing to find in it.
  const decoded = isKubectl(context)
    ? decode(resource, outcome.object, validation(context), context.world.rules.schema)
    : { object: outcome.object as Manifest, warnings: [] };
  if ('refused' in decoded) {
    const strategic = contentType === 'application/strategic-merge-patch+json';
    return { refused: patchRefusal(strategic, patch, outcome.object, decoded.mistakes) };
  }
  const refused = identityProblem(context, old, decoded.object, resource);
  if (refused !== undefined) return { refused };
  const object = withDefaults(decoded.object, context.world.rules.defaults);
  return { object: servedAs(object, storedVersion(object.kind, object.apiVersion)), warnings: decoded.warnings };
}
