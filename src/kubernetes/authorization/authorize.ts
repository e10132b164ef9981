import type { ClusterView } from '../api/calls.ts';

export interface User {
  readonly name: string;
  readonly groups: readonly string[];
}

export interface AuthorizationRequest {
  readonly verb: string;
  /** Plural. Empty for a path that is no resource. */
  readonly resource: string;
  readonly subresource?: string;
  readonly group: string;
  readonly namespace?: string;
  readonly name?: string;
  readonly path?: string;
}

export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

export function authorize(_user: User, _request: AuthorizationRequest, _view: ClusterView): Decision {
  return { allowed: true, reason: '' };
}

/**
 * Why the user may not, to the letter.
 * Source: v1.35 apiserver pkg/endpoints/handlers/responsewriters/errors.go forbiddenMessage
 */
export function forbiddenMessage(user: User, request: AuthorizationRequest, reason = ''): string {
  const because = reason === '' ? '' : `: ${reason}`;
  if (request.resource === '')
    return `User "${user.name}" cannot ${request.verb} path "${request.path ?? ''}"${because}`;
  const what = request.subresource ? `${request.resource}/${request.subresource}` : request.resource;
  const where = request.namespace ? `in the namespace "${request.namespace}"` : 'at the cluster scope';
  return `User "${user.name}" cannot ${request.verb} resource "${what}" in API group "${request.group}" ${where}${because}`;
}
