import { fieldLabelProblem } from '../../../kubernetes/api/field-labels.ts';
import type { Resource } from '../../../kubernetes/api/resources.ts';
import { parseSelector } from '../../../kubernetes/api/selector-parser.ts';
import { fieldMatcher, satisfies } from '../../../kubernetes/api/selectors.ts';
import { badRequest, type Status } from '../../../kubernetes/api/status.ts';
import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { RequestInfo } from './request-info.ts';

/** Which objects a list or a watch is about. */
export type Picks = (object: ApiObject) => boolean;

/**
 * Reads `labelSelector` and `fieldSelector`; undefined where neither is given.
 * Source: v1.35 apiserver pkg/endpoints/handlers/get.go ListResource
 */
export function readSelectors(
  { query }: RequestInfo,
  resource: Resource | undefined,
): Picks | undefined | { readonly refused: Status } {
  const labels = query.get('labelSelector') ?? '';
  const fields = query.get('fieldSelector') ?? '';
  if (labels === '' && fields === '') return undefined;
  const parsed = parseSelector(labels);
  if ('error' in parsed) return { refused: badRequest(parsed.error) };
  const problem = resource === undefined ? undefined : fieldLabelProblem(resource, fields);
  if (problem !== undefined) return { refused: badRequest(problem) };
  const { requirements } = parsed;
  const hasFields = fieldMatcher(fields);
  return (object) => hasFields(object) && satisfies(requirements, object.metadata.labels ?? {});
}
