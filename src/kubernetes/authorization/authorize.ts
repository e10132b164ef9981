import type { ClusterView } from '../api/calls.ts';
import type { PolicyRule } from './policy-rule.ts';
import type { Subject } from './subject.ts';

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
  readonly subjects?: readonly Subject[];
}

interface Role {
  readonly metadata: { readonly name: string };
  readonly rules?: readonly PolicyRule[];
}

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
  return byBindings(user, request, view);
}

function byBindings(user: User, request: AuthorizationRequest, view: ClusterView): Decision {
  const namespace = request.namespace ?? '';
  for (const { binding, kind } of bindingsIn(namespace, view)) {
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

interface PlacedBinding {
  readonly binding: Binding;
  readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
}

/** Those of the whole cluster, then those of the Namespace. */
function bindingsIn(namespace: string, view: ClusterView): readonly PlacedBinding[] {
  const stored = view.list('clusterrolebindings') as readonly Binding[];
  const local = namespace === '' ? [] : (view.list('rolebindings', namespace) as readonly Binding[]);
  const placed = (kind: PlacedBinding['kind']) => (binding: Binding) => ({ binding, kind });
  return [...stored.map(placed('ClusterRoleBinding')), ...local.map(placed('RoleBinding'))];
}

/**
 * All that a user may do in a Namespace and in the cluster, as a SelfSubjectRulesReview lists it.
 * Source: v1.35 plugin/pkg/auth/authorizer/rbac/rbac.go RulesFor
 */
export function rulesFor(
  user: User,
  namespace: string,
  view: ClusterView,
): { readonly resourceRules: readonly PolicyRule[]; readonly nonResourceRules: readonly PolicyRule[] } {
  const given = bindingsIn(namespace, view).filter(({ binding }) =>
    (binding.subjects ?? []).some((subject) => isSubject(user, subject, namespace)),
  );
  const rules = given.flatMap(({ binding }) => rulesOf(binding, namespace, view));
  return {
    resourceRules: rules.filter((rule) => (rule.nonResourceURLs ?? []).length === 0),
    nonResourceRules: rules.filter((rule) => (rule.nonResourceURLs ?? []).length > 0),
  };
}

const allowedBy = (binding: string, name: string, kind: string, role: string, subject: string, who: string): string =>
  `RBAC: allowed by ${binding} "${name}" of ${kind} "${role}" to ${subject} "${who}"`;

function isSubject(user: User, subject: Subject, namespace: string): boolean {
  if (subject.kind === 'User') return subject.name === user.name;
  if (subject.kind === 'Group') return user.groups.includes(subject.name);
  return user.name === `system:serviceaccount:${subject.namespace ?? namespace}:${subject.name}`;
}

function rulesOf({ roleRef }: Pick<Binding, 'roleRef'>, namespace: string, view: ClusterView): readonly PolicyRule[] {
  const role =
    roleRef.kind === 'Role' ? view.get('roles', namespace, roleRef.name) : view.get('clusterroles', '', roleRef.name);
  return (role as Role | undefined)?.rules ?? [];
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
