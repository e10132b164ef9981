import { matchesMap } from '../../api/selectors.ts';
import { rfc3339 } from '../../api/times.ts';
import type { Pod, ReplicaSet, ReplicationController } from '../../api/types.ts';
import { isAvailable, isReady, isTerminating } from '../pods.ts';

export type Replicated = ReplicaSet | ReplicationController;

type Condition = NonNullable<NonNullable<Replicated['status']>['conditions']>[number];

/**
 * Counts, and the condition ReplicaFailure where Pods were refused.
 * Source: v1.35 pkg/controller/replicaset/replica_set_utils.go calculateStatus
 */
export function replicaStatus(
  set: Replicated,
  pods: readonly Pod[],
  active: readonly Pod[],
  failure: { readonly reason: string; readonly message: string } | undefined,
  now: number,
): object {
  const template = set.spec?.template?.metadata?.labels ?? {};
  const counts = {
    fullyLabeledReplicas: active.filter((pod) => matchesMap(template, pod.metadata.labels)).length,
    readyReplicas: active.filter(isReady).length,
    availableReplicas: active.filter((pod) => isAvailable(pod, set.spec?.minReadySeconds, now)).length,
  };
  const conditions = withFailure(set.status?.conditions ?? [], failure, now);
  return {
    replicas: active.length,
    ...Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(set.kind === 'ReplicaSet' ? { terminatingReplicas: pods.filter(isTerminating).length } : {}),
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    ...(conditions.length === 0 ? {} : { conditions }),
  };
}

/** A failure that stands stays as it was first told; it goes with the first pass without one. */
function withFailure(
  conditions: readonly Condition[],
  failure: { readonly reason: string; readonly message: string } | undefined,
  now: number,
): readonly Condition[] {
  const stands = conditions.some(({ type }) => type === 'ReplicaFailure');
  if (failure === undefined) return conditions.filter(({ type }) => type !== 'ReplicaFailure');
  if (stands) return conditions;
  const added = { type: 'ReplicaFailure', status: 'True', lastTransitionTime: rfc3339(now), ...failure };
  return [...conditions, added as Condition];
}
