import type { ApiObject, Node, Pod } from '../api/types.ts';
import { takenBy } from './pod-requests.ts';
import type { ClusterEvent, EventAction, EventResource } from './queueing-hint.ts';

const resources: Readonly<Record<string, EventResource>> = {
  pods: 'Pod',
  nodes: 'Node',
  persistentvolumeclaims: 'PersistentVolumeClaim',
  persistentvolumes: 'PersistentVolume',
  storageclasses: 'StorageClass',
  csinodes: 'CSINode',
  csidrivers: 'CSIDriver',
  csistoragecapacities: 'CSIStorageCapacity',
};

/** What the queue hears of a change; undefined for resources that no plugin listens to. */
export function clusterEvent(
  resource: string,
  before: ApiObject | undefined,
  after: ApiObject | undefined,
): ClusterEvent | undefined {
  const kind = resources[resource];
  if (kind === undefined) return undefined;
  const actions = new Set<EventAction>(
    before === undefined ? ['Add'] : after === undefined ? ['Delete'] : updates(kind, before, after),
  );
  return { resource: kind, actions, before, after };
}

function updates(kind: EventResource, before: ApiObject, after: ApiObject): readonly EventAction[] {
  if (kind === 'Node') return nodeUpdates(before as Node, after as Node);
  if (kind !== 'Pod') return ['Update'];
  const found = podUpdates(before as Pod, after as Pod);
  return found.length > 0 ? found : ['Update'];
}

const differ = (a: unknown, b: unknown): boolean => a !== b && JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);

const conditions = ({ status }: Node): unknown => status?.conditions?.map(({ type, status: holds }) => [type, holds]);

/** Source: v1.35 pkg/scheduler/framework/events.go NodeSchedulingPropertiesChange */
function nodeUpdates(before: Node, after: Node): readonly EventAction[] {
  const found: EventAction[] = [];
  const opened = before.spec?.unschedulable === true && after.spec?.unschedulable !== true;
  if (differ(before.status?.allocatable, after.status?.allocatable)) found.push('UpdateNodeAllocatable');
  if (differ(before.metadata.labels, after.metadata.labels)) found.push('UpdateNodeLabel');
  if (opened || differ(before.spec?.taints, after.spec?.taints)) found.push('UpdateNodeTaint');
  if (differ(conditions(before), conditions(after))) found.push('UpdateNodeCondition');
  if (differ(before.metadata.annotations, after.metadata.annotations)) found.push('UpdateNodeAnnotation');
  return found;
}

/** Source: v1.35 pkg/scheduler/framework/events.go PodSchedulingPropertiesChange */
function podUpdates(before: Pod, after: Pod): readonly EventAction[] {
  const found: EventAction[] = [];
  if (differ(before.metadata.labels, after.metadata.labels)) found.push('UpdatePodLabel');
  if (before.spec === after.spec && before.status === after.status) return found;
  const [had, has] = [takenBy(before), takenBy(after)];
  if (Object.keys(had).some((resource) => (had[resource] ?? 0) > (has[resource] ?? 0)))
    found.push('UpdatePodScaleDown');
  const [gates, left] = [before.spec.schedulingGates ?? [], after.spec.schedulingGates ?? []];
  if (gates.length > 0 && left.length === 0) found.push('UpdatePodSchedulingGatesEliminated');
  if ((before.spec.tolerations ?? []).length !== (after.spec.tolerations ?? []).length)
    found.push('UpdatePodToleration');
  return found;
}
