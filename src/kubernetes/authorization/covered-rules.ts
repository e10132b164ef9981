import { sameJson } from '../api/fields.ts';
import type { PolicyRule } from './policy-rule.ts';

/**
 * What of some rules is not covered by others, broken down to single rights.
 * Source: v1.35 staging/src/k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go Covers
 */
export const notCovered = (held: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] =>
  wanted.flatMap(brokenDown).filter((part) => !held.some((rule) => covers(rule, part)));

function brokenDown({
  apiGroups,
  resources,
  resourceNames,
  nonResourceURLs,
  verbs,
}: PolicyRule): readonly PolicyRule[] {
  const parts: PolicyRule[] = [];
  for (const group of apiGroups ?? [])
    for (const resource of resources ?? [])
      for (const verb of verbs) {
        const part = { apiGroups: [group], resources: [resource], verbs: [verb] };
        if ((resourceNames ?? []).length === 0) parts.push(part);
        else for (const name of resourceNames ?? []) parts.push({ ...part, resourceNames: [name] });
      }
  for (const url of nonResourceURLs ?? [])
    for (const verb of verbs) parts.push({ nonResourceURLs: [url], verbs: [verb] });
  return parts;
}

const hasAll = (held: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean =>
  (held ?? []).includes('*') || (wanted ?? []).every((each) => (held ?? []).includes(each));

/** Source: v1.35 policy_comparator.go ruleCovers */
function covers(held: PolicyRule, part: PolicyRule): boolean {
  const names = held.resourceNames ?? [];
  const named =
    names.length === 0 ||
    ((part.resourceNames ?? []).length > 0 && (part.resourceNames ?? []).every((name) => names.includes(name)));
  return (
    hasAll(held.verbs, part.verbs) &&
    hasAll(held.apiGroups, part.apiGroups) &&
    coversResources(held.resources, part.resources) &&
    (part.nonResourceURLs ?? []).every((url) => coversUrl(held.nonResourceURLs, url)) &&
    named
  );
}

function coversResources(held: readonly string[] | undefined, wanted: readonly string[] | undefined): boolean {
  if (hasAll(held, wanted)) return true;
  return (wanted ?? []).every((resource) => {
    const slash = resource.indexOf('/');
    return (held ?? []).includes(resource) || (slash >= 0 && (held ?? []).includes(`*${resource.slice(slash)}`));
  });
}

const coversUrl = (held: readonly string[] | undefined, url: string): boolean =>
  (held ?? []).some(
    (each) => each === '*' || each === url || (each.endsWith('*') && url.startsWith(each.slice(0, -1))),
  );

/**
 * Single rights to the same resources put together again, for people to read.
 * Source: v1.35 pkg/registry/rbac/validation/policy_compact.go CompactRules
 */
export function compacted(rules: readonly PolicyRule[]): readonly PolicyRule[] {
  const found: PolicyRule[] = [];
  for (const { verbs, ...rest } of rules) {
    const at =
      rest.nonResourceURLs !== undefined ? -1 : found.findIndex(({ verbs: _, ...other }) => sameJson(other, rest));
    const before = found[at];
    if (before === undefined) found.push({ ...rest, verbs });
    else found[at] = { ...before, verbs: [...before.verbs, ...verbs] };
  }
  return found;
}
