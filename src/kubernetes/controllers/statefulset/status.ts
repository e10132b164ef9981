import type { ControllerRevision, Pod, StatefulSet } from '../../api/types.ts';
import { isAvailable, isReady } from '../pods.ts';
import { replicasOf, revisionIn } from './stateful-pod.ts';

export type StatefulSetStatus = NonNullable<StatefulSet['status']>;

export interface Revisions {
  /** What Pods below the partition are of. */
  readonly current: ControllerRevision;
  /** What the template of now is. */
  readonly update: ControllerRevision;
}

/** Stored by the API server; a Pod that this pass has just made is none yet. Source: stateful_set_utils.go isCreated */
export const isCreated = (pod: Pod): boolean => (pod.status?.phase ?? '') !== '';
export const isRunningAndReady = (pod: Pod): boolean => pod.status?.phase === 'Running' && isReady(pod);
export const isGoing = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;

/** Source: v1.35 pkg/controller/statefulset/stateful_set_control.go updateStatus */
export function statefulSetStatus(
  set: StatefulSet,
  { current, update }: Revisions,
  pods: readonly Pod[],
  now: number,
): StatefulSetStatus {
  const created = pods.filter(isCreated);
  const ready = pods.filter(isRunningAndReady);
  const staying = created.filter((pod) => !isGoing(pod));
  const of = (revision: ControllerRevision): number =>
    staying.filter((pod) => revisionIn(pod) === revision.metadata.name).length;
  return {
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    replicas: created.length,
    readyReplicas: ready.length,
    currentReplicas: of(current),
    updatedReplicas: of(update),
    currentRevision: current.metadata.name,
    updateRevision: update.metadata.name,
    collisionCount: set.status?.collisionCount ?? 0,
    availableReplicas: ready.filter((pod) => isAvailable(pod, set.spec?.minReadySeconds, now)).length,
  };
}

/** An update is over when all Pods are of its revision and ready. Source: stateful_set_utils.go completeRollingUpdate */
export function completed(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const replicas = replicasOf(set);
  const over =
    set.spec?.updateStrategy?.type === 'RollingUpdate' &&
    status.updatedReplicas === replicas &&
    status.readyReplicas === replicas &&
    status.replicas === replicas;
  if (!over) return status;
  return {
    ...status,
    currentReplicas: replicas,
    ...(status.updateRevision === undefined ? {} : { currentRevision: status.updateRevision }),
  };
}

/** As it is stored: counts of nothing are left out, `replicas` and `availableReplicas` aside. */
export function storedStatus(set: StatefulSet, status: StatefulSetStatus): StatefulSetStatus {
  const conditions = set.status?.conditions;
  const shown = { ...status, ...(conditions === undefined ? {} : { conditions }) };
  const optional = ['readyReplicas', 'currentReplicas', 'updatedReplicas'];
  const entries = Object.entries(shown).filter(([field, value]) => value !== 0 || !optional.includes(field));
  return Object.fromEntries(entries) as unknown as StatefulSetStatus;
}
