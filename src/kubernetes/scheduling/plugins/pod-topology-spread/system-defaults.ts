import type { Cycle, NodeInfo, PreparedScore } from '../../framework.ts';
import { companionsOf } from './companions.ts';
import { bringsConstraints, defaultsFor, type TopologySpreadConstraint } from './constraint.ts';
import { hostname, scoreSpread } from './scoring.ts';

/** Pods of one owner or Service go to different nodes and zones. Source: v1.35 podtopologyspread/plugin.go systemDefaultConstraints */
export const systemDefaults: readonly TopologySpreadConstraint[] = [
  { topologyKey: hostname, whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 3 },
  { topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway', maxSkew: 5 },
];

/** Spreads a Pod without constraints of its own. A node without the label of a zone is still spread over as a host. */
export function scoreSystemDefaults(cycle: Cycle, feasible: readonly NodeInfo[]): PreparedScore | undefined {
  if (bringsConstraints(cycle.pod)) return undefined;
  const companions = companionsOf(cycle.pod, cycle.view);
  if (companions.empty) return undefined;
  return scoreSpread(cycle, feasible, defaultsFor(systemDefaults, companions, 'ScheduleAnyway'), false);
}
