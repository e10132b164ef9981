import { byText, type Fields, listOf } from '../../api/fields.ts';

/** A rule about one resource, or one address outside of the API, with all that may be done there. */
export interface PolicyRule {
  readonly verbs: readonly string[];
  readonly groups: readonly string[];
  readonly resources: readonly string[];
  readonly names: readonly string[];
  readonly urls: readonly string[];
}

const texts = (list: unknown): readonly string[] => listOf(list).map(String);

/**
 * Rules taken apart into one resource each, those about the same thing put together, and sorted by their text, which
 * begins with the verbs.
 * Source: v1.35 component-helpers auth/rbac/validation/policy_comparator.go BreakdownRule; kubectl pkg/util/rbac/rbac.go
 */
export function compactRules(rules: readonly Fields[]): readonly PolicyRule[] {
  const byResource = new Map<string, PolicyRule>();
  const outside: PolicyRule[] = [];
  for (const rule of rules.flatMap(brokenDown)) {
    if (rule.urls.length > 0) {
      outside.push(rule);
      continue;
    }
    const key = JSON.stringify([rule.groups, rule.resources, rule.names]);
    const before = byResource.get(key);
    byResource.set(key, before === undefined ? rule : { ...rule, verbs: [...before.verbs, ...rule.verbs] });
  }
  return [...outside, ...byResource.values()].toSorted((a, b) => byText(ruleText(a), ruleText(b)));
}

function brokenDown({ apiGroups, resources, verbs, resourceNames, nonResourceURLs }: Fields): readonly PolicyRule[] {
  const names = texts(resourceNames);
  const alone = names.length === 0 ? [[]] : names.map((name) => [name]);
  const inside = texts(apiGroups).flatMap((group) =>
    texts(resources).flatMap((resource) =>
      texts(verbs).flatMap((verb) =>
        alone.map((name) => ({ verbs: [verb], groups: [group], resources: [resource], names: name, urls: [] })),
      ),
    ),
  );
  const outside = texts(nonResourceURLs).flatMap((url) =>
    texts(verbs).map((verb) => ({ verbs: [verb], groups: [], resources: [], names: [], urls: [url] })),
  );
  return [...inside, ...outside];
}

/** As Go prints the rule. */
const ruleText = ({ verbs, groups, resources, names, urls }: PolicyRule): string =>
  `&PolicyRule{Verbs:[${verbs.join(' ')}],APIGroups:[${groups.join(' ')}],Resources:[${resources.join(' ')}],ResourceNames:[${names.join(' ')}],NonResourceURLs:[${urls.join(' ')}],}`;

/** `deployments.apps/scale`. Source: kubectl pkg/describe/describe.go CombineResourceGroup */
export function resourceWords({ resources, groups }: PolicyRule): string {
  const [resource] = resources;
  if (resource === undefined) return '';
  const slash = resource.indexOf('/');
  const [name, sub] = slash < 0 ? [resource, ''] : [resource.slice(0, slash), resource.slice(slash)];
  const group = groups[0] ?? '';
  return `${name}${group === '' ? '' : `.${group}`}${sub}`;
}
