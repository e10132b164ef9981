import type { V1TopologySpreadConstraint } from '@kubernetes/client-node';
import { own } from '../../../api/fields.ts';
import type { Node, Pod, Wire } from '../../../api/types.ts';
import type { NodeInfo } from '../../framework.ts';
import { type LabelMatcher, labelMatcher, labelMatcherOf } from '../../label-matcher.ts';
import { matchesNode } from '../../node-selectors.ts';
import { keepsAway } from '../../tolerations.ts';

export type TopologySpreadConstraint = Wire<V1TopologySpreadConstraint>;
export type WhenUnsatisfiable = 'DoNotSchedule' | 'ScheduleAnyway';

/** A constraint that has been read once. Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/common.go */
export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly selects: LabelMatcher;
  /** Whether nodes count that the Pod excludes by its selector or affinity, or whose taints it does not tolerate. */
  readonly honorsAffinity: boolean;
  readonly honorsTaints: boolean;
  /** Where it stands in the Pod; undefined for a default of the profile. */
  readonly field: string | undefined;
}

function selectorOf({ labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint, pod: Pod): LabelMatcher {
  const pairs = matchLabelKeys.flatMap((key) => {
    const value = own(pod.metadata.labels, key);
    return value === undefined ? [] : [[key, value] as const];
  });
  return pairs.length === 0 ? labelMatcher(labelSelector) : labelMatcherOf(Object.fromEntries(pairs), labelSelector);
}

const read = (
  constraint: TopologySpreadConstraint,
  selects: LabelMatcher,
  field: string | undefined,
): SpreadConstraint => ({
  topologyKey: constraint.topologyKey,
  maxSkew: constraint.maxSkew,
  minDomains: constraint.minDomains ?? 1,
  selects,
  honorsAffinity: (constraint.nodeAffinityPolicy ?? 'Honor') === 'Honor',
  honorsTaints: constraint.nodeTaintsPolicy === 'Honor',
  field,
});

const broughtBy = (pod: Pod): readonly TopologySpreadConstraint[] => pod.spec.topologySpreadConstraints ?? [];

export const bringsConstraints = (pod: Pod): boolean => broughtBy(pod).length > 0;

/** The constraints that a Pod brings, of one kind. */
export const constraintsOf = (pod: Pod, when: WhenUnsatisfiable): readonly SpreadConstraint[] =>
  broughtBy(pod).flatMap((constraint, i) =>
    constraint.whenUnsatisfiable === when
      ? [read(constraint, selectorOf(constraint, pod), `spec.topologySpreadConstraints[${i}]`)]
      : [],
  );

/** Constraints that the profile has for Pods without any of their own. */
export const defaultsFor = (
  defaults: readonly TopologySpreadConstraint[],
  companions: LabelMatcher,
  when: WhenUnsatisfiable,
): readonly SpreadConstraint[] =>
  defaults
    .filter(({ whenUnsatisfiable }) => whenUnsatisfiable === when)
    .map((constraint) => read(constraint, companions, undefined));

/** Whether the Pods of a node count. Source: v1.35 common.go matchNodeInclusionPolicies */
export const includes = (constraint: SpreadConstraint, pod: Pod, node: Node): boolean =>
  (!constraint.honorsAffinity || matchesNode(pod, node)) &&
  (!constraint.honorsTaints || !(node.spec?.taints ?? []).some((taint) => keepsAway(pod, taint)));

/** Source: v1.35 common.go nodeLabelsMatchSpreadConstraints */
export const hasAllKeys = (constraints: readonly SpreadConstraint[], { metadata }: Node): boolean =>
  constraints.every(({ topologyKey }) => own(metadata.labels, topologyKey) !== undefined);

/**
 * Pods of a node that a constraint counts: of the Pod's namespace, and not on their way out. A selector that asks for
 * nothing counts none. Source: v1.35 common.go countPodsMatchSelector
 */
export function countMatches({ pods }: NodeInfo, { empty, matches }: LabelMatcher, namespace: string | undefined) {
  if (empty) return 0;
  let count = 0;
  for (const { metadata } of pods)
    if (metadata.namespace === namespace && metadata.deletionTimestamp === undefined && matches(metadata.labels))
      count += 1;
  return count;
}
