import { byText, sameJson } from '../api/fields.ts';
import { type LabelSelector, matchesLabels } from '../api/selectors.ts';
import type { PolicyRule } from './policy-rule.ts';

/** A ClusterRole, as far as gathering needs it. */
export interface GatheredRole {
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly rules?: readonly PolicyRule[] | null;
  readonly aggregationRule?: { readonly clusterRoleSelectors?: readonly LabelSelector[] };
}

/**
 * The rules that a ClusterRole gathers from others: selector by selector, by name, each rule once.
 * Source: v1.35 pkg/controller/clusterroleaggregation/clusterroleaggregation_controller.go syncClusterRole
 */
export function aggregatedRules(role: GatheredRole, all: readonly GatheredRole[]): readonly PolicyRule[] {
  const rules: PolicyRule[] = [];
  for (const selector of role.aggregationRule?.clusterRoleSelectors ?? []) {
    const chosen = all
      .filter(({ metadata }) => metadata.name !== role.metadata.name && matchesLabels(selector, metadata.labels ?? {}))
      .sort((a, b) => byText(a.metadata.name, b.metadata.name));
    for (const rule of chosen.flatMap((each) => each.rules ?? []))
      if (!rules.some((known) => sameJson(known, rule))) rules.push(rule);
  }
  return rules;
}
