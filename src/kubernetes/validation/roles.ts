import { invalidValue, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Subdomain, isPathSegmentName } from '../api/names.ts';
import { validateLabelSelector } from './label-selector.ts';
import { validateObjectMeta } from './object-meta.ts';
import { invalids, type Problems } from './problems.ts';

const rbac = 'rbac.authorization.k8s.io';

/** Roles of a Namespace and of the cluster. Source: v1.35 pkg/apis/rbac/validation/validation.go ValidateRole, ValidateClusterRole */
export function* validateRole(role: Fields): Problems {
  const namespaced = role.kind === 'Role';
  yield* validateObjectMeta(role.metadata, namespaced, isPathSegmentName);
  for (const [index, rule] of rowsOf(role.rules).entries()) yield* validateRule(rule, namespaced, `rules[${index}]`);
  if (namespaced || !isFields(role.aggregationRule)) return;
  const selectors = listOf(role.aggregationRule.clusterRoleSelectors);
  const path = 'aggregationRule.clusterRoleSelectors';
  if (selectors.length === 0) {
    yield required(path, 'at least one clusterRoleSelector required if aggregationRule is non-nil');
  }
  for (const [index, selector] of selectors.entries()) yield* validateLabelSelector(selector, `${path}[${index}]`);
}

function* validateRule(rule: Fields, namespaced: boolean, path: string): Problems {
  const [verbs, groups, resources] = [rule.verbs, rule.apiGroups, rule.resources].map(listOf);
  const urls = listOf(rule.nonResourceURLs);
  if (verbs?.length === 0) yield required(`${path}.verbs`, 'verbs must contain at least one value');
  if (urls.length > 0) {
    const here = `${path}.nonResourceURLs`;
    if (namespaced) yield invalidValue(here, urls, 'namespaced rules cannot apply to non-resource URLs');
    if ([groups, resources, listOf(rule.resourceNames)].some((list) => list !== undefined && list.length > 0)) {
      yield invalidValue(here, urls, 'rules cannot apply to both regular resources and non-resource URLs');
    }
    return;
  }
  if (groups?.length === 0) yield required(`${path}.apiGroups`, 'resource rules must supply at least one api group');
  if (resources?.length === 0) {
    yield required(`${path}.resources`, 'resource rules must supply at least one resource');
  }
}

/** Who gets a role. Source: ValidateRoleBinding, ValidateClusterRoleBinding */
export function* validateRoleBinding(binding: Fields): Problems {
  const namespaced = binding.kind === 'RoleBinding';
  const reference = fieldsOf(binding.roleRef);
  yield* validateObjectMeta(binding.metadata, namespaced, isPathSegmentName);
  if (reference.apiGroup !== rbac) yield notSupported('roleRef.apiGroup', textOf(reference.apiGroup), [rbac]);
  const kinds = namespaced ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  if (!kinds.includes(textOf(reference.kind))) yield notSupported('roleRef.kind', textOf(reference.kind), kinds);
  const name = textOf(reference.name);
  if (name === '') yield required('roleRef.name');
  else yield* invalids('roleRef.name', name, isPathSegmentName(name));
  for (const [index, subject] of rowsOf(binding.subjects).entries()) {
    yield* validateSubject(subject, namespaced, `subjects[${index}]`);
  }
}

function* validateSubject(subject: Fields, namespaced: boolean, path: string): Problems {
  const [kind, name, group] = [textOf(subject.kind), textOf(subject.name), textOf(subject.apiGroup)];
  if (name === '') yield required(`${path}.name`);
  if (kind === 'ServiceAccount') {
    if (name !== '') yield* invalids(`${path}.name`, name, isDns1123Subdomain(name));
    if (group !== '') yield notSupported(`${path}.apiGroup`, group, ['']);
    if (!namespaced && textOf(subject.namespace) === '') yield required(`${path}.namespace`);
  } else if (kind === 'User' || kind === 'Group') {
    if (name === '') yield invalidValue(`${path}.name`, name, `${kind.toLowerCase()} name cannot be empty`);
    if (group !== rbac) yield notSupported(`${path}.apiGroup`, group, [rbac]);
  } else yield notSupported(`${path}.kind`, kind, ['ServiceAccount', 'User', 'Group']);
}
