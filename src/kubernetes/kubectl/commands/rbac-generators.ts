import type { Fields } from '../../api/fields.ts';
import { resourceNamed } from '../../api/resources.ts';
import { type Arguments, flag, flagList } from '../flags.ts';

const rbac = 'rbac.authorization.k8s.io';
type Make = (words: readonly string[], args: Arguments) => Fields | string;

/** One rule per API group. Source: v1.35 kubectl pkg/cmd/create/create_role.go */
function rules(args: Arguments): readonly Fields[] | string {
  const verbs = flagList(args, 'verb');
  const wanted = flagList(args, 'resource');
  if (verbs.length === 0) return 'at least one verb must be specified';
  if (wanted.length === 0) return 'at least one resource must be specified';
  const groups = new Map<string, string[]>();
  for (const word of wanted) {
    const [kind = '', sub] = word.split('/');
    const resource = kind === '*' ? undefined : resourceNamed(kind);
    if (kind !== '*' && resource === undefined) return `the server doesn't have a resource type "${kind}"`;
    const group = kind === '*' ? '*' : (resource?.group ?? '');
    const plural = kind === '*' ? '*' : (resource?.plural ?? kind);
    groups.set(group, [...(groups.get(group) ?? []), sub === undefined ? plural : `${plural}/${sub}`]);
  }
  const names = flagList(args, 'resource-name');
  return [...groups].map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    ...(names.length === 0 ? {} : { resourceNames: names }),
    verbs,
  }));
}

const role =
  (kind: string): Make =>
  (words, args) => {
    if (words.length !== 1) return `exactly one NAME is required, got ${words.length}`;
    const found = rules(args);
    return typeof found === 'string'
      ? found
      : { kind, apiVersion: `${rbac}/v1`, metadata: { name: words[0] }, rules: found };
  };

const binding =
  (kind: string): Make =>
  (words, args) => {
    if (words.length !== 1) return `exactly one NAME is required, got ${words.length}`;
    const [clusterRole, ownRole] = [flag(args, 'clusterrole'), flag(args, 'role')];
    if ((clusterRole === undefined) === (ownRole === undefined))
      return 'exactly one of clusterrole or role must be specified';
    const subject = (of: string) => (name: string) => ({ kind: of, apiGroup: rbac, name });
    return {
      kind,
      apiVersion: `${rbac}/v1`,
      metadata: { name: words[0] },
      subjects: [
        ...flagList(args, 'user').map(subject('User')),
        ...flagList(args, 'group').map(subject('Group')),
        ...flagList(args, 'serviceaccount').map((pair) => {
          const [namespace = '', name = ''] = pair.split(':');
          return { kind: 'ServiceAccount', name, namespace };
        }),
      ],
      roleRef: { apiGroup: rbac, kind: ownRole === undefined ? 'ClusterRole' : 'Role', name: ownRole ?? clusterRole },
    };
  };

export const rbacGenerators: Readonly<Record<string, Make>> = {
  role: role('Role'),
  clusterrole: role('ClusterRole'),
  rolebinding: binding('RoleBinding'),
  clusterrolebinding: binding('ClusterRoleBinding'),
};
