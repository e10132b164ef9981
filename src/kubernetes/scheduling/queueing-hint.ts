import type { ClusterView } from '../api/calls.ts';
import type { ApiObject, Pod } from '../api/types.ts';

/** Resources whose changes the scheduler's plugins listen to. */
export type EventResource =
  | 'Pod'
  | 'Node'
  | 'PersistentVolumeClaim'
  | 'PersistentVolume'
  | 'StorageClass'
  | 'CSINode'
  | 'CSIDriver'
  | 'CSIStorageCapacity';

/** What happened to an object. Source: v1.35 staging/src/k8s.io/kube-scheduler/framework/types.go ActionType */
export type EventAction =
  | 'Add'
  | 'Delete'
  | 'UpdateNodeAllocatable'
  | 'UpdateNodeLabel'
  | 'UpdateNodeTaint'
  | 'UpdateNodeCondition'
  | 'UpdateNodeAnnotation'
  | 'UpdatePodLabel'
  | 'UpdatePodScaleDown'
  | 'UpdatePodToleration'
  | 'UpdatePodSchedulingGatesEliminated'
  | 'Update';

/** A change of the cluster, as the queue hears of it. */
export interface ClusterEvent {
  readonly resource: EventResource;
  readonly actions: ReadonlySet<EventAction>;
  /** Before the change; undefined for what was added. */
  readonly before: ApiObject | undefined;
  /** After the change; undefined for what was deleted. */
  readonly after: ApiObject | undefined;
}

/**
 * A kind of change that may help a Pod which a plugin rejected.
 * Source: v1.35 EventsToRegister of each plugin in pkg/scheduler/framework/plugins
 */
export interface QueueingHint {
  readonly resource: EventResource;
  readonly actions: readonly EventAction[];
  /** Whether this very change may help this very Pod; without it, it always may. */
  helps?(pod: Pod, event: ClusterEvent, view: ClusterView): boolean;
}
