import type { AuthorizationRequest } from './authorization-request.ts';

/** One rule of a role, as RBAC has it. */
export interface PolicyRule {
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
  readonly verbs: readonly string[];
}

/** Source: v1.35 plugin/pkg/auth/authorizer/rbac/rbac.go RuleAllows */
export function ruleAllows(
  rule: PolicyRule,
  { verb, resource, subresource, group, name, path }: AuthorizationRequest,
): boolean {
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
