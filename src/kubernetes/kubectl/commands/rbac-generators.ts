import type { Fields } from '../../api/fields.ts';
import { resourceNamed } from '../../api/resources.ts';
import { type Arguments, flag, flagList } from '../flags.ts';

const rbac = 'rbac.authorization.k8s.io';
type Make = (words: readonly string[], args: Arguments) => Fields | string;

/** One rule per API group. Source: v1.35 kubectl pkg/cmd/create/create_role.go */
function rules(args: Arguments): readonly Fields[] | string {
  const verbs = [...new Set(flagList(args, 'verb'))];
  const wanted = [...new Set(flagList(args, 'resource'))];
  const urls = flagList(args, 'non-resource-url');
  if (verbs.length === 0) return 'at least one verb must be specified';
  if (wanted.length === 0 && urls.length === 0) return 'one of resource or nonResourceURL must be specified';
  const badUrl = urls.find((url) => url !== '*' && !url.startsWith('/'));
  if (badUrl !== undefined) return 'nonResourceURL should start with /';
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
  const others = urls.length === 0 ? [] : [{ verbs, nonResourceURLs: urls }];
  return [...others, ...ofGroups(groups, names, verbs)];
}

const ofGroups = (
  groups: ReadonlyMap<string, readonly string[]>,
  names: readonly string[],
  verbs: readonly string[],
): readonly Fields[] =>
  [...groups].map(([group, resources]) => ({
    apiGroups: [group],
    resources,
    ...(names.length === 0 ? {} : { resourceNames: names }),
    verbs,
  }));

const role =
  (kind: string): Make =>
  (words, args) => {
    if (words.length !== 1) return `exactly one NAME is required, got ${words.length}`;
    if (kind === 'ClusterRole' && args.flags.has('aggregation-rule')) return aggregated(words[0] ?? '', args);
    if (kind === 'Role' && flagList(args, 'resource').length === 0 && flagList(args, 'verb').length > 0)
      return 'at least one resource must be specified';
    const found = rules(args);
    return typeof found === 'string'
      ? found
      : { kind, apiVersion: `${rbac}/v1`, metadata: { name: words[0] }, rules: found };
  };

/** `--aggregation-rule=a=b`: its rules are those of other roles. */
const aggregated = (name: string, args: Arguments): Fields => ({
  kind: 'ClusterRole',
  apiVersion: `${rbac}/v1`,
  metadata: { name },
  aggregationRule: {
    clusterRoleSelectors: [
      {
        matchLabels: Object.fromEntries(
          flagList(args, 'aggregation-rule').map((pair) => [pair.split('=')[0], pair.slice(pair.indexOf('=') + 1)]),
        ),
      },
    ],
  },
  rules: null,
});

const binding =
  (kind: string): Make =>
  (words, args) => {
    if (words.length !== 1) return `exactly one NAME is required, got ${words.length}`;
    const [clusterRole, ownRole] = [flag(args, 'clusterrole'), flag(args, 'role')];
    if ((clusterRole === undefined) === (ownRole === undefined))
      return 'exactly one of clusterrole or role must be specified';
    if (flagList(args, 'serviceaccount').some((pair) => !/^[^:]+:[^:]+$/.test(pair)))
      return 'serviceaccount must be <namespace>:<name>';
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

const resourceVerbs: ReadonlySet<string> = new Set(
  '* get delete list create update patch watch proxy deletecollection use bind escalate impersonate'.split(' '),
);
const urlVerbs: ReadonlySet<string> = new Set('* get post put delete patch head options'.split(' '));

/** Verbs that nobody knows are told, and taken. Source: v1.35 kubectl pkg/cmd/create/create_role.go Validate */
export function verbWarnings(args: Arguments): readonly string[] {
  const odd = (known: ReadonlySet<string>) => [...new Set(flagList(args, 'verb'))].filter((verb) => !known.has(verb));
  return [
    ...(args.flags.has('resource') ? odd(resourceVerbs) : []).map(
      (verb) => `Warning: '${verb}' is not a standard resource verb`,
    ),
    ...(args.flags.has('non-resource-url') ? odd(urlVerbs) : []).map(
      (verb) => `Warning: '${verb}' is not a standard nonResource verb`,
    ),
  ];
}

export const rbacGenerators: Readonly<Record<string, Make>> = {
  role: role('Role'),
  clusterrole: role('ClusterRole'),
  rolebinding: binding('RoleBinding'),
  clusterrolebinding: binding('ClusterRoleBinding'),
};
