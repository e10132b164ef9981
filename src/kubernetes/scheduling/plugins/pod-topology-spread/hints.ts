import type { ClusterView } from '../../../api/calls.ts';
import { own, sameJson } from '../../../api/fields.ts';
import type { Node, Pod } from '../../../api/types.ts';
import type { ClusterEvent, QueueingHint } from '../../queueing-hint.ts';
import { hasAllKeys, type SpreadConstraint } from './constraint.ts';

type Constraints = (pod: Pod, view: ClusterView) => readonly SpreadConstraint[];

/** The Pod itself, or one that is on a node in its namespace. */
const involved = (other: Pod | undefined, pod: Pod): boolean =>
  other === undefined ||
  other.metadata.uid === pod.metadata.uid ||
  ((other.spec.nodeName ?? '') !== '' && other.metadata.namespace === pod.metadata.namespace);

/** Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/plugin.go isSchedulableAfterPodChange */
function afterPodChange(pod: Pod, event: ClusterEvent, constraints: readonly SpreadConstraint[]): boolean {
  const [before, after] = [event.before as Pod | undefined, event.after as Pod | undefined];
  if (!involved(before, pod) || !involved(after, pod)) return false;
  if (before === undefined || after === undefined)
    return constraints.every(({ selects }) => selects.matches((after ?? before)?.metadata.labels));
  const tolerates = pod.metadata.uid === after.metadata.uid && constraints.some(({ honorsTaints }) => honorsTaints);
  if (tolerates && !sameJson(before.spec.tolerations ?? [], after.spec.tolerations ?? [])) return true;
  return constraints.some(
    ({ selects }) => selects.matches(before.metadata.labels) !== selects.matches(after.metadata.labels),
  );
}

/** Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/plugin.go isSchedulableAfterNodeChange */
function afterNodeChange(event: ClusterEvent, constraints: readonly SpreadConstraint[]): boolean {
  const [before, after] = [event.before as Node | undefined, event.after as Node | undefined];
  const had = before !== undefined && hasAllKeys(constraints, before);
  const has = after !== undefined && hasAllKeys(constraints, after);
  if (before === undefined || after === undefined) return had || has;
  if (had !== has) return true;
  const moved = constraints.some(
    ({ topologyKey }) => own(before.metadata.labels, topologyKey) !== own(after.metadata.labels, topologyKey),
  );
  return has && (moved || !sameJson(before.spec?.taints ?? [], after.spec?.taints ?? []));
}

/** Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/plugin.go EventsToRegister */
export const spreadHints = (constraintsOf: Constraints): readonly QueueingHint[] => [
  {
    resource: 'Pod',
    actions: ['Add', 'UpdatePodLabel', 'UpdatePodToleration', 'Delete'],
    helps: (pod, event, view) => afterPodChange(pod, event, constraintsOf(pod, view)),
  },
  {
    resource: 'Node',
    actions: ['Add', 'Delete', 'UpdateNodeLabel', 'UpdateNodeTaint'],
    helps: (pod, event, view) => afterNodeChange(event, constraintsOf(pod, view)),
  },
];
