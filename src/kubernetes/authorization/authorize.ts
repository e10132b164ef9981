import type { ClusterView } from '../api/calls.ts';
import type { AuthorizationRequest, Decision, User } from './authorization-request.ts';
import { authorizeNode } from './node-authorizer.ts';
import type { PolicyRule } from './policy-rule.ts';
import { ruleAllows } from './policy-rule.ts';
import type { Subject } from './subject.ts';

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
 * Whether a user may do what is asked: privileged groups first, then what nodes may, then RBAC.
 * Source: v1.35 pkg/kubeapiserver/authorizer/reload.go; apiserver pkg/authorization/union/union.go;
 * plugin/pkg/auth/authorizer/rbac/rbac.go
 */
export function authorize(user: User, request: AuthorizationRequest, view: ClusterView): Decision {
  if (user.groups.includes('system:masters'))
    return { allowed: true, reason: '', because: 'the group system:masters may do everything' };
  const asNode = authorizeNode(user, request, view);
  if (asNode?.allowed === true) return asNode;
  const byRoles = byOwnBinding(user, request, view) ?? byBindings(user, request, view);
  return byRoles.allowed ? byRoles : { allowed: false, reason: asNode?.reason ?? '' };
}

const ofTheCluster = /^system:(?:serviceaccount:kube-system:(.+)|(kube-scheduler|kube-controller-manager))$/;

/**
 * The components of the cluster have each a binding that gives them nearly all they ask for: looked up first, so that
 * not every request reads all bindings. What it does not give may stand in another.
 */
function byOwnBinding(user: User, request: AuthorizationRequest, view: ClusterView): Decision | undefined {
  const [, account, component] = ofTheCluster.exec(user.name) ?? [];
  const name = account === undefined ? `system:${component}` : `system:controller:${account}`;
  if (account === undefined && component === undefined) return undefined;
  const binding = view.get('clusterrolebindings', '', name) as Binding | undefined;
  return binding === undefined ? undefined : decisionBy({ binding, kind: 'ClusterRoleBinding' }, user, request, view);
}

function byBindings(user: User, request: AuthorizationRequest, view: ClusterView): Decision {
  for (const placed of bindingsIn(request.namespace ?? '', view)) {
    const decision = decisionBy(placed, user, request, view);
    if (decision !== undefined) return decision;
  }
  return { allowed: false, reason: '' };
}

function decisionBy(
  { binding, kind }: PlacedBinding,
  user: User,
  request: AuthorizationRequest,
  view: ClusterView,
): Decision | undefined {
  const namespace = request.namespace ?? '';
  const subject = (binding.subjects ?? []).find((candidate) => isSubject(user, candidate, namespace));
  if (subject === undefined) return undefined;
  if (!rulesOf(binding, namespace, view).some((rule) => ruleAllows(rule, request))) return undefined;
  const where = kind === 'RoleBinding' ? `${binding.metadata.name}/${namespace}` : binding.metadata.name;
  const reason = allowedBy(kind, where, binding.roleRef.kind, binding.roleRef.name, subject.kind, subject.name);
  return { allowed: true, reason };
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
