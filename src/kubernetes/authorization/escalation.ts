import type { ClusterView } from '../api/calls.ts';
import { at, byText, fieldsOf, isFields, rowsOf, sameJson, textOf } from '../api/fields.ts';
import type { Resource } from '../api/resources.ts';
import { forbidden, notFound, type Status } from '../api/status.ts';
import type { Manifest } from '../api/types.ts';
import type { User } from './authorization-request.ts';
import { authorize, rulesFor } from './authorize.ts';
import { compacted, notCovered } from './covered-rules.ts';
import type { PolicyRule } from './policy-rule.ts';

const api = 'rbac.authorization.k8s.io';
const kinds = new Set(['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding']);

/**
 * Nobody gives away rights that they do not have themselves. Returns the refusal, if there is one.
 * Source: v1.35 pkg/registry/rbac/{role,clusterrole,rolebinding,clusterrolebinding}/policybased/storage.go;
 * pkg/registry/rbac/validation/rule.go ConfirmNoEscalation
 * @param old what is stored, for an update
 */
export function escalation(
  resource: Resource,
  object: Manifest,
  old: Manifest | undefined,
  user: User,
  view: ClusterView,
): Status | undefined {
  if (resource.group !== api || !kinds.has(resource.kind)) return undefined;
  if (user.groups.includes('system:masters') || onlyLetsGo(object, old)) return undefined;
  const namespace = object.metadata?.namespace ?? '';
  const name = object.metadata?.name ?? '';
  const where = namespace === '' ? {} : { namespace };
  const binding = resource.kind.endsWith('Binding');
  const roleRef = fieldsOf(object['roleRef']);
  const asked = binding
    ? {
        verb: 'bind',
        group: api,
        resource: roleRef.kind === 'Role' ? 'roles' : 'clusterroles',
        name: textOf(roleRef.name),
        ...where,
      }
    : { verb: 'escalate', group: api, resource: resource.plural, name, ...where };
  if (authorize(user, asked, view).allowed) return undefined;
  if (
    !binding &&
    at(object, 'aggregationRule') !== undefined &&
    missing(everything, user, namespace, view) !== undefined
  )
    return forbidden(resource, name, 'must have cluster-admin privileges to use an aggregationRule');
  const given = binding ? rulesOfRole(roleRef, namespace, view) : (rowsOf(object['rules']) as unknown as PolicyRule[]);
  if (given === undefined) return notFound({ plural: asked.resource, group: api }, textOf(roleRef.name));
  const why = missing(given, user, namespace, view);
  return why === undefined ? undefined : forbidden(resource, name, why);
}

const everything: readonly PolicyRule[] = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];

/** An update that takes away finalizers or owners only, as the garbage collector makes it. */
function onlyLetsGo(object: Manifest, old: Manifest | undefined): boolean {
  if (old === undefined) return false;
  const { metadata, ...rest } = object;
  const { metadata: before, ...stored } = old;
  const without = (meta: unknown): unknown => {
    const { finalizers: _f, ownerReferences: _o, resourceVersion: _r, managedFields: _m, ...kept } = fieldsOf(meta);
    return kept;
  };
  const released =
    !sameJson(fieldsOf(metadata).finalizers, fieldsOf(before).finalizers) ||
    !sameJson(fieldsOf(metadata).ownerReferences, fieldsOf(before).ownerReferences);
  return released && sameJson(rest, stored) && sameJson(without(metadata), without(before));
}

function rulesOfRole(
  roleRef: Readonly<Record<string, unknown>>,
  namespace: string,
  view: ClusterView,
): readonly PolicyRule[] | undefined {
  const name = textOf(roleRef.name);
  const role = roleRef.kind === 'Role' ? view.get('roles', namespace, name) : view.get('clusterroles', '', name);
  return isFields(role) ? (rowsOf(role.rules) as unknown as PolicyRule[]) : undefined;
}

function missing(given: readonly PolicyRule[], user: User, namespace: string, view: ClusterView): string | undefined {
  const { resourceRules, nonResourceRules } = rulesFor(user, namespace, view);
  const lacking = notCovered([...resourceRules, ...nonResourceRules], given);
  if (lacking.length === 0) return undefined;
  const lines = [...new Set(compacted(lacking).map(inWords))].sort(byText);
  return `user ${quoted(user.name)} (groups=${list(user.groups)}) is attempting to grant RBAC permissions not currently held:\n${lines.join('\n')}`;
}

const quoted = (text: string): string => JSON.stringify(text);
const list = (texts: readonly string[]): string => `[${texts.map(quoted).join(' ')}]`;

/** Source: v1.35 pkg/apis/rbac/v1/evaluation_helpers.go CompactString */
function inWords({ apiGroups, resources, nonResourceURLs, resourceNames, verbs }: PolicyRule): string {
  const part = (name: string, texts: readonly string[] | undefined): readonly string[] =>
    texts === undefined || texts.length === 0 ? [] : [`${name}:${list(texts)}`];
  return `{${[
    ...part('APIGroups', apiGroups),
    ...part('Resources', resources),
    ...part('NonResourceURLs', nonResourceURLs),
    ...part('ResourceNames', resourceNames),
    ...part('Verbs', verbs),
  ].join(', ')}}`;
}
