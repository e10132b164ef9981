import type { ClusterView } from '../api/calls.ts';
import { builtinClusterRoles, type PolicyRule } from './builtin-roles.ts';

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

interface Binding {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly roleRef: { readonly kind: string; readonly name: string };
  readonly subjects?: readonly { readonly kind: string; readonly name: string; readonly namespace?: string }[];
}

interface Role {
  readonly metadata: { readonly name: string };
  readonly rules?: readonly PolicyRule[];
}

/** The paths that any authenticated user may read. Source: bootstrappolicy system:discovery, system:public-info-viewer */
const discovery = ['/api', '/apis', '/openapi', '/version', '/healthz', '/livez', '/readyz'];

/**
 * The processes of the cluster itself. Their own roles of the bootstrap policy are not spelt out here: what the
 * simulated components ask for is what the real ones may.
 */
const ofTheCluster =
  /^system:(apiserver|kube-scheduler|kube-controller-manager|node:.+|serviceaccount:kube-system:.+)$/;

/**
 * Whether a user may do what is asked: privileged groups first, then RBAC. The Node authorizer's graph is not modelled.
 * Source: v1.35 pkg/kubeapiserver/authorizer/reload.go; plugin/pkg/auth/authorizer/rbac/rbac.go
 */
export function authorize(user: User, request: AuthorizationRequest, view: ClusterView): Decision {
  if (user.groups.includes('system:masters')) return { allowed: true, reason: '' };
  if (ofTheCluster.test(user.name))
    return { allowed: true, reason: `the bootstrap policy gives ${user.name} what its component needs` };
  if (user.groups.includes('kubeadm:cluster-admins')) {
    return {
      allowed: true,
      reason: allowedBy(
        'ClusterRoleBinding',
        'kubeadm:cluster-admins',
        'ClusterRole',
        'cluster-admin',
        'Group',
        'kubeadm:cluster-admins',
      ),
    };
  }
  if (
    request.resource === '' &&
    request.verb === 'get' &&
    discovery.some((path) => (request.path ?? '').startsWith(path))
  ) {
    return {
      allowed: true,
      reason: allowedBy(
        'ClusterRoleBinding',
        'system:discovery',
        'ClusterRole',
        'system:discovery',
        'Group',
        'system:authenticated',
      ),
    };
  }
  if (request.resource.startsWith('selfsubject')) {
    return {
      allowed: true,
      reason: allowedBy(
        'ClusterRoleBinding',
        'system:basic-user',
        'ClusterRole',
        'system:basic-user',
        'Group',
        'system:authenticated',
      ),
    };
  }
  return byBindings(user, request, view);
}

function byBindings(user: User, request: AuthorizationRequest, view: ClusterView): Decision {
  const cluster = (view.list('clusterrolebindings') as readonly Binding[]).map((binding) => ({
    binding,
    kind: 'ClusterRoleBinding',
  }));
  const namespace = request.namespace ?? '';
  const local =
    namespace === ''
      ? []
      : (view.list('rolebindings', namespace) as readonly Binding[]).map((binding) => ({
          binding,
          kind: 'RoleBinding',
        }));
  for (const { binding, kind } of [...cluster, ...local]) {
    const subject = (binding.subjects ?? []).find((candidate) => isSubject(user, candidate, namespace));
    if (subject === undefined) continue;
    if (!rulesOf(binding, namespace, view).some((rule) => allows(rule, request))) continue;
    const where = kind === 'RoleBinding' ? `${binding.metadata.name}/${namespace}` : binding.metadata.name;
    return {
      allowed: true,
      reason: allowedBy(kind, where, binding.roleRef.kind, binding.roleRef.name, subject.kind, subject.name),
    };
  }
  return { allowed: false, reason: '' };
}

const allowedBy = (binding: string, name: string, kind: string, role: string, subject: string, who: string): string =>
  `RBAC: allowed by ${binding} "${name}" of ${kind} "${role}" to ${subject} "${who}"`;

function isSubject(
  user: User,
  subject: { readonly kind: string; readonly name: string; readonly namespace?: string },
  namespace: string,
): boolean {
  if (subject.kind === 'User') return subject.name === user.name;
  if (subject.kind === 'Group') return user.groups.includes(subject.name);
  return user.name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`;
}

function rulesOf({ roleRef }: Binding, namespace: string, view: ClusterView): readonly PolicyRule[] {
  if (roleRef.kind === 'Role') return (view.get('roles', namespace, roleRef.name) as Role | undefined)?.rules ?? [];
  const stored = view.get('clusterroles', '', roleRef.name) as Role | undefined;
  return stored?.rules ?? builtinClusterRoles.get(roleRef.name) ?? [];
}

function allows(rule: PolicyRule, { verb, resource, subresource, group, name, path }: AuthorizationRequest): boolean {
  if (!rule.verbs.includes('*') && !rule.verbs.includes(verb)) return false;
  if (resource === '') {
    return (rule.nonResourceURLs ?? []).some(
      (url) => url === '*' || url === path || (url.endsWith('*') && (path ?? '').startsWith(url.slice(0, -1))),
    );
  }
  const groups = rule.apiGroups ?? [];
  if (!groups.includes('*') && !groups.includes(group)) return false;
  const whole = subresource === undefined ? resource : `${resource}/${subresource}`;
  const resources = rule.resources ?? [];
  const covered =
    resources.includes('*') ||
    resources.includes(whole) ||
    (subresource !== undefined && resources.includes(`*/${subresource}`));
  const names = rule.resourceNames ?? [];
  return covered && (names.length === 0 || (name !== undefined && names.includes(name)));
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
