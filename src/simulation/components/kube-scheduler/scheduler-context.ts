import type { ApiObject, Pod } from '../../../kubernetes/api/types.ts';
import type { Decision } from '../../../kubernetes/scheduling/decision.ts';
import { defaultSchedulerName, type Profile } from '../../../kubernetes/scheduling/profile.ts';
import type { Queued, SchedulingQueue } from '../../../kubernetes/scheduling/queue.ts';
import type { Snapshot } from '../../../kubernetes/scheduling/snapshot.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { InformerCache } from '../informer-cache.ts';
import type { World } from '../world.ts';

/** Resources whose changes can matter to a decision. Source: v1.35 pkg/scheduler/eventhandlers.go addAllEventHandlers */
export const schedulerWatches = [
  'pods',
  'nodes',
  'namespaces',
  'services',
  'replicationcontrollers',
  'replicasets',
  'statefulsets',
  'poddisruptionbudgets',
  'persistentvolumes',
  'persistentvolumeclaims',
  'storageclasses',
  'csinodes',
  'csidrivers',
  'csistoragecapacities',
] as const;

export interface SchedulerInput {
  readonly port: Port;
  readonly world: World;
}

/** What kube-scheduler knows, and what it is about to do. */
export interface SchedulerContext extends SchedulerInput {
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly cache: InformerCache;
  readonly snapshot: Snapshot;
  readonly queue: SchedulingQueue;
  /** Pods that were promised room on a node where others make way, by uid. */
  readonly nominated: Map<string, { readonly pod: Pod; readonly node: string }>;
  readonly current: Queued | undefined;
  readonly decision: Decision | undefined;
  /** At which node the next search begins. */
  readonly from: number;
}

export type SchedulerEvent =
  | (ChartEvent & {
      readonly type: 'watch event';
      readonly event: string;
      readonly resource: string;
      readonly object: ApiObject;
    })
  | (ChartEvent & { readonly type: 'binding refused'; readonly pod: Pod; readonly node: string })
  | (ChartEvent & { readonly type: 'reported' });

export const keyOf = (pod: Pod): string => `pods/${pod.metadata.namespace}/${pod.metadata.name}`;
export const podPath = ({ metadata }: Pod): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;
export const schedulerOf = ({ spec }: Pod): string => spec.schedulerName ?? defaultSchedulerName;
