import { isFields } from './fields.ts';
import { badRequest, type Status } from './status.ts';

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'array' : typeof value === 'boolean' ? 'bool' : typeof value;

const known: ReadonlySet<unknown> = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);

const isComplete = ({ op, path, from }: Readonly<Record<string, unknown>>): boolean =>
  known.has(op) && typeof path === 'string' && (typeof from === 'string' || (op !== 'move' && op !== 'copy'));

/**
 * The answer to a JSON patch that cannot be carried out: the server does not tell why.
 * Source: v1.35 apiserver pkg/endpoints/handlers/patch.go applyJSPatch, apimachinery pkg/api/errors NewGenericServerResponse
 */
export const inapplicable: Status = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'the server rejected our request due to an error in our request',
  reason: 'Invalid',
  details: {},
  code: 422,
};

const cannotUnmarshal = (value: unknown, wanted: string): string =>
  `json: cannot unmarshal ${kindOf(value)} into Go value of type ${wanted}`;

const unreadable = (value: unknown, wanted: string): Status =>
  badRequest(`error decoding patch: ${cannotUnmarshal(value, wanted)}`);

const map = 'map[string]interface {}';

/**
 * What keeps a body from being a patch of its content type at all.
 * Source: v1.35 apiserver pkg/endpoints/handlers/patch.go applyJSPatch, strategicPatchObject
 */
export function patchProblem(contentType: string, body: unknown): Status | undefined {
  if (contentType === 'application/json-patch+json') return jsonPatchProblem(body);
  const merges = contentType === 'application/merge-patch+json';
  if (body === null || body === undefined) return merges ? badRequest('Invalid JSON Patch') : undefined;
  if (isFields(body)) return undefined;
  return merges ? unreadable(body, map) : badRequest(cannotUnmarshal(body, map));
}

function jsonPatchProblem(body: unknown): Status | undefined {
  if (body === null || body === undefined) return undefined;
  if (!Array.isArray(body)) return unreadable(body, '[]handlers.jsonPatchOp');
  const operations: readonly unknown[] = body;
  const odd = operations.find((operation) => !isFields(operation));
  if (odd !== undefined) return unreadable(odd, 'handlers.jsonPatchOp');
  return operations.every((operation) => isFields(operation) && isComplete(operation)) ? undefined : inapplicable;
}
