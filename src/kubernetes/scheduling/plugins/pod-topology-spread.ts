import type { ClusterView } from '../../api/calls.ts';
import type { Pod } from '../../api/types.ts';
import type { SchedulingPlugin } from '../framework.ts';
import { companionsOf } from './pod-topology-spread/companions.ts';
import {
  bringsConstraints,
  constraintsOf,
  defaultsFor,
  type SpreadConstraint,
  type TopologySpreadConstraint,
  type WhenUnsatisfiable,
} from './pod-topology-spread/constraint.ts';
import { filterSpread } from './pod-topology-spread/filtering.ts';
import { spreadHints } from './pod-topology-spread/hints.ts';
import { scoreSpread } from './pod-topology-spread/scoring.ts';
import { systemDefaults } from './pod-topology-spread/system-defaults.ts';

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go PodTopologySpreadArgs */
export interface PodTopologySpreadArgs {
  readonly defaultingType?: 'System' | 'List';
  readonly defaultConstraints?: readonly TopologySpreadConstraint[];
}

/**
 * Spreads Pods that belong together over nodes, zones and whatever else nodes are labelled with.
 * Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread
 */
export function podTopologySpread({
  defaultingType = 'System',
  defaultConstraints = [],
}: PodTopologySpreadArgs = {}): SchedulingPlugin {
  const bySystem = defaultingType === 'System';
  const defaults = bySystem ? systemDefaults : defaultConstraints;
  const constraintsFor = (pod: Pod, view: ClusterView, when: WhenUnsatisfiable): readonly SpreadConstraint[] => {
    if (bringsConstraints(pod)) return constraintsOf(pod, when);
    if (!defaults.some(({ whenUnsatisfiable }) => whenUnsatisfiable === when)) return [];
    const companions = companionsOf(pod, view);
    return companions.empty ? [] : defaultsFor(defaults, companions, when);
  };
  return {
    name: 'PodTopologySpread',
    preFilter: (cycle) => filterSpread(cycle, constraintsFor(cycle.pod, cycle.view, 'DoNotSchedule')),
    preScore(cycle, feasible) {
      const constraints = constraintsFor(cycle.pod, cycle.view, 'ScheduleAnyway');
      return scoreSpread(cycle, feasible, constraints, bringsConstraints(cycle.pod) || !bySystem);
    },
    hints: spreadHints((pod, view) => constraintsFor(pod, view, 'DoNotSchedule')),
  };
}
