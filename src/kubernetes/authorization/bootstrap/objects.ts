import { aggregatedRules, type GatheredRole } from '../aggregated-rules.ts';
import type { Subject } from '../subject.ts';
import { clusterRoleBindings } from './bindings.ts';
import { type BootstrapRole, clusterRoles } from './cluster-roles.ts';
import { controllerRoles } from './controller-roles.ts';
import { namespaceRoles } from './namespace-roles.ts';

/** An object of the policy without what storing adds: uid, version, time. */
export interface BootstrapObject {
  readonly resource: 'clusterroles' | 'clusterrolebindings' | 'roles' | 'rolebindings';
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly kind: string;
  /** What stands beside the metadata. */
  readonly fields: Readonly<Record<string, unknown>>;
}

const api = 'rbac.authorization.k8s.io';
const annotations = { 'rbac.authorization.kubernetes.io/autoupdate': 'true' };
const label = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
const joins = (role: string): string => `${api}/aggregate-to-${role}`;

function clusterRole(name: string, { rules, joins: into, gathers }: BootstrapRole): BootstrapObject & GatheredRole {
  const labels = { ...label, ...(into === undefined ? {} : { [joins(into)]: 'true' }) };
  const aggregationRule =
    gathers === undefined
      ? {}
      : { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { [joins(gathers)]: 'true' } }] } };
  const metadata = { name, labels };
  const fields = { ...aggregationRule, rules };
  return { resource: 'clusterroles', kind: 'ClusterRole', name, labels, annotations, fields, metadata, ...fields };
}

/** The roles for people gather theirs from the others, the narrower before the wider. */
function gathered(): readonly BootstrapObject[] {
  const roles = [
    ...Object.entries(clusterRoles).map(([name, role]) => clusterRole(name, role)),
    ...Object.entries(controllerRoles).map(([name, rules]) => clusterRole(`system:controller:${name}`, { rules })),
  ];
  for (const name of ['view', 'edit', 'admin']) {
    const at = roles.findIndex((role) => role.name === name);
    const role = roles[at];
    if (role === undefined) continue;
    const rules = aggregatedRules(role, roles);
    roles[at] = { ...role, rules, fields: { ...role.fields, rules } };
  }
  return roles.map(({ metadata: _, rules: _rules, aggregationRule: _gathers, ...object }) => object);
}

const roleRef = (kind: string, name: string): object => ({ apiGroup: api, kind, name });

const clusterBinding = (name: string, subjects: readonly Subject[], role = name): BootstrapObject => ({
  resource: 'clusterrolebindings',
  kind: 'ClusterRoleBinding',
  name,
  labels: label,
  annotations,
  fields: { roleRef: roleRef('ClusterRole', role), ...(subjects.length === 0 ? {} : { subjects }) },
});

/** What kubeadm adds: the right of the certificate in admin.conf. Source: v1.35 cmd/kubeadm/app/phases/kubeconfig */
const administrators: BootstrapObject = {
  resource: 'clusterrolebindings',
  kind: 'ClusterRoleBinding',
  name: 'kubeadm:cluster-admins',
  fields: {
    roleRef: roleRef('ClusterRole', 'cluster-admin'),
    subjects: [{ apiGroup: api, kind: 'Group', name: 'kubeadm:cluster-admins' }],
  },
};

/**
 * The roles and bindings that are there before anybody makes one.
 * Source: v1.35 pkg/registry/rbac/rest/storage_rbac.go PostStartHook
 */
export const bootstrapObjects: readonly BootstrapObject[] = [
  ...gathered(),
  ...Object.entries(clusterRoleBindings).map(([name, subjects]) => clusterBinding(name, subjects)),
  ...Object.keys(controllerRoles).map((name) =>
    clusterBinding(`system:controller:${name}`, [{ kind: 'ServiceAccount', name, namespace: 'kube-system' }]),
  ),
  administrators,
  ...namespaceRoles.flatMap(({ namespace, name, rules, binding = name, subjects }): readonly BootstrapObject[] => [
    { resource: 'roles', kind: 'Role', namespace, name, labels: label, annotations, fields: { rules } },
    {
      resource: 'rolebindings',
      kind: 'RoleBinding',
      namespace,
      name: binding,
      labels: label,
      annotations,
      fields: { roleRef: roleRef('Role', name), subjects },
    },
  ]),
];
