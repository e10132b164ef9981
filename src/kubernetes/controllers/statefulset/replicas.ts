import { isTerminal } from '../../api/is-terminal.ts';
import type { Pod, StatefulSet } from '../../api/types.ts';
import type { ReconcileContext } from '../controller.ts';
import { templateIn } from '../controller-revisions.ts';
import type { Steps } from '../pod-control.ts';
import { isAvailable } from '../pods.ts';
import { createClaims, createStatefulPod, deleteStatefulPod, updateStatefulPod } from './pod-calls.ts';
import { keepsIdentity, ordinalOf, replicasOf, revisionIn, startOf, statefulPod } from './stateful-pod.ts';
import { isCreated, isGoing, isRunningAndReady, type Revisions } from './status.ts';

export interface Ordinals {
  /** One for each ordinal wanted, in order: there, or still to be made. */
  readonly replicas: readonly Pod[];
  /** Beyond the ordinals wanted, the highest first. */
  readonly condemned: readonly Pod[];
}

/** `on`: the next may be looked at; `wait`: not before something happens; `failed`: to be tried again. */
export type Step = 'on' | 'wait' | 'failed';

/** Source: v1.35 pkg/controller/statefulset/stateful_set_control.go updateStatefulSet */
export function ordinalsOf(set: StatefulSet, pods: readonly Pod[], revisions: Revisions): Ordinals {
  const start = startOf(set);
  const at = (ordinal: number): Pod | undefined => pods.find((pod) => ordinalOf(set, pod) === ordinal);
  const replicas = Array.from({ length: replicasOf(set) }, (_, i) => {
    const revision = isOfCurrent(set, start + i) ? revisions.current : revisions.update;
    return at(start + i) ?? statefulPod(set, templateIn(revision), revision.metadata.name, start + i);
  });
  const ordinal = (pod: Pod): number => ordinalOf(set, pod) ?? -1;
  const condemned = pods.filter((pod) => ordinal(pod) < start || ordinal(pod) >= start + replicasOf(set));
  return { replicas, condemned: [...condemned].sort((a, b) => ordinal(b) - ordinal(a)) };
}

/** Whether a new Pod of this ordinal is still of the old revision. Source: stateful_set_utils.go newVersionedStatefulSetPod */
function isOfCurrent(set: StatefulSet, ordinal: number): boolean {
  const strategy = set.spec?.updateStrategy;
  if (strategy?.type !== 'RollingUpdate') return false;
  const below = strategy.rollingUpdate === undefined ? set.status?.currentReplicas : strategy.rollingUpdate.partition;
  return ordinal < startOf(set) + (below ?? 0);
}

export const inOrder = (set: StatefulSet): boolean => set.spec?.podManagementPolicy !== 'Parallel';

const available = (set: StatefulSet, pod: Pod, now: number): boolean =>
  isRunningAndReady(pod) && isAvailable(pod, set.spec?.minReadySeconds, now);

/** Source: stateful_set_control.go processReplica */
export function* processReplica(set: StatefulSet, pod: Pod, context: ReconcileContext): Steps<Step> {
  const ordered = inOrder(set);
  // A Pod that has ended is deleted, whatever its end; the new one comes when the old one is gone.
  if (isTerminal(pod)) return isGoing(pod) || (yield* deleteStatefulPod(set, pod)) ? 'wait' : 'failed';
  if (!isCreated(pod)) {
    if (!(yield* createStatefulPod(set, pod, context))) return 'failed';
    return ordered ? 'wait' : 'on';
  }
  if (pod.status?.phase === 'Pending' && (yield* createClaims(set, pod, context)) !== undefined) return 'failed';
  if (ordered && (isGoing(pod) || !available(set, pod, context.now()))) return 'wait';
  if (keepsIdentity(set, pod)) return 'on';
  return (yield* updateStatefulPod(set, pod)) ? 'on' : 'failed';
}

/** Source: stateful_set_control.go processCondemned */
export function* processCondemned(
  set: StatefulSet,
  pod: Pod,
  firstUnhealthy: Pod | undefined,
  now: number,
): Steps<Step> {
  const ordered = inOrder(set);
  if (isGoing(pod)) return ordered ? 'wait' : 'on';
  if (ordered && pod !== firstUnhealthy && !available(set, pod, now)) return 'wait';
  return (yield* deleteStatefulPod(set, pod)) ? 'wait' : 'failed';
}

/** The one with the lowest ordinal that is not well. */
export const firstUnhealthy = (set: StatefulSet, { replicas, condemned }: Ordinals, now: number): Pod | undefined =>
  [...replicas, ...condemned.toReversed()].find((pod) => isGoing(pod) || !available(set, pod, now));

/**
 * The Pod to make room for the revision of now, from the highest ordinal down to the partition: one at a time, and
 * none while a higher one is not well. (`maxUnavailable` needs a feature gate that v1.35.6 has off.)
 * Source: stateful_set_control.go updateStatefulSet
 */
export function outdated(
  set: StatefulSet,
  { replicas }: Ordinals,
  { update }: Revisions,
  now: number,
): Pod | undefined {
  const partition = set.spec?.updateStrategy?.rollingUpdate?.partition ?? 0;
  for (const pod of replicas.slice(partition).toReversed()) {
    if (revisionIn(pod) !== update.metadata.name && !isGoing(pod)) return pod;
    if (isGoing(pod) || !available(set, pod, now)) return undefined;
  }
  return undefined;
}
