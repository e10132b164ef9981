import { millisOf, rfc3339 } from '../../api/times.ts';
import type { Deployment, ReplicaSet } from '../../api/types.ts';
import { maxUnavailableOf } from './rolling-update.ts';

type Status = NonNullable<Deployment['status']>;
type Condition = NonNullable<Status['conditions']>[number];

const total = (sets: readonly ReplicaSet[], count: (set: ReplicaSet) => number | undefined): number =>
  sets.reduce((sum, set) => sum + (count(set) ?? 0), 0);

export const condition = (
  type: string,
  status: 'True' | 'False' | 'Unknown',
  reason: string,
  message: string,
  now: number,
): Condition => ({
  type,
  status,
  lastUpdateTime: rfc3339(now),
  lastTransitionTime: rfc3339(now),
  reason,
  message,
});

/** Puts a condition in, unless one with the same status and reason stands; its transition time stays with its status. */
export function withCondition(conditions: readonly Condition[], next: Condition): readonly Condition[] {
  const before = conditions.find((c) => c.type === next.type);
  if (before !== undefined && before.status === next.status && before.reason === next.reason) return conditions;
  const kept = before?.status === next.status ? { ...next, lastTransitionTime: before.lastTransitionTime ?? '' } : next;
  return [...conditions.filter((c) => c.type !== next.type), kept as Condition];
}

/** Counts and conditions out of the ReplicaSets. Source: v1.35 pkg/controller/deployment/sync.go calculateStatus */
export function deploymentStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  now: number,
): Status {
  const replicas = deployment.spec?.replicas ?? 1;
  const available = total(all, (set) => set.status?.availableReplicas);
  const specified = total(all, (set) => set.spec?.replicas);
  const unavailable = Math.max(0, specified - available);
  const wanted = replicas - maxUnavailableOf(deployment);
  const updated = newest?.status?.replicas ?? 0;
  const ready = total(all, (set) => set.status?.readyReplicas);
  const counts: Status = {
    ...(deployment.metadata.generation === undefined ? {} : { observedGeneration: deployment.metadata.generation }),
    ...nonZero(
      'replicas',
      total(all, (set) => set.status?.replicas),
    ),
    ...nonZero('updatedReplicas', updated),
    ...nonZero('readyReplicas', ready),
    ...nonZero('availableReplicas', available),
    ...nonZero('unavailableReplicas', unavailable),
    terminatingReplicas: total(
      all,
      (set) => (set.status as { terminatingReplicas?: number } | undefined)?.terminatingReplicas,
    ),
    ...(deployment.status?.collisionCount === undefined ? {} : { collisionCount: deployment.status.collisionCount }),
  } as Status;
  const minimum =
    available >= wanted
      ? condition('Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', now)
      : condition(
          'Available',
          'False',
          'MinimumReplicasUnavailable',
          'Deployment does not have minimum availability.',
          now,
        );
  const conditions = withCondition(deployment.status?.conditions ?? [], minimum);
  return { ...counts, conditions } as Status;
}

const nonZero = (field: string, count: number): object => (count === 0 ? {} : { [field]: count });

/** What the rollout has come to. Source: v1.35 pkg/controller/deployment/progress.go syncRolloutStatus */
export function withProgress(
  deployment: Deployment,
  counted: Status,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  now: number,
): Status {
  const status = withFailures(counted, all, newest);
  const current = deployment.status?.conditions?.find((c) => c.type === 'Progressing');
  const same = (status.replicas ?? 0) === (status.updatedReplicas ?? 0);
  if (same && current?.reason === 'NewReplicaSetAvailable') return status;
  const conditions = status.conditions ?? [];
  const name = newest?.metadata.name ?? '';
  const put = (next: Condition): Status => ({ ...status, conditions: withCondition(conditions, next) }) as Status;
  if (isComplete(deployment, status)) {
    const message =
      name === ''
        ? `Deployment "${deployment.metadata.name}" has successfully progressed.`
        : `ReplicaSet "${name}" has successfully progressed.`;
    return put(condition('Progressing', 'True', 'NewReplicaSetAvailable', message, now));
  }
  if (hasProgressed(deployment, status)) {
    const message =
      name === '' ? `Deployment "${deployment.metadata.name}" is progressing.` : `ReplicaSet "${name}" is progressing.`;
    const next = condition('Progressing', 'True', 'ReplicaSetUpdated', message, now);
    const kept = current?.status === 'True' ? { ...next, lastTransitionTime: current.lastTransitionTime ?? '' } : next;
    return { ...status, conditions: [...conditions.filter((c) => c.type !== 'Progressing'), kept] } as Status;
  }
  if (hasTimedOut(deployment, current, now)) {
    return put(
      condition(
        'Progressing',
        'False',
        'ProgressDeadlineExceeded',
        `ReplicaSet "${name}" has timed out progressing.`,
        now,
      ),
    );
  }
  return status;
}

/** A ReplicaSet that cannot make its Pods: the new one, or else an old one. Source: progress.go getReplicaFailures */
function withFailures(status: Status, all: readonly ReplicaSet[], newest: ReplicaSet | undefined): Status {
  const failureOf = (set: ReplicaSet | undefined) =>
    set?.status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
  const found = failureOf(newest) ?? all.map(failureOf).find((failure) => failure !== undefined);
  const others = (status.conditions ?? []).filter(({ type }) => type !== 'ReplicaFailure');
  const before = status.conditions?.find(({ type }) => type === 'ReplicaFailure');
  if (found === undefined) return before === undefined ? status : ({ ...status, conditions: others } as Status);
  if (before?.status === found.status && before.reason === found.reason) return status;
  const failure = { ...found, lastUpdateTime: found.lastTransitionTime } as Condition;
  return { ...status, conditions: [...others, failure] } as Status;
}

export function isComplete(deployment: Deployment, status: Status): boolean {
  const replicas = deployment.spec?.replicas ?? 1;
  return (
    (status.updatedReplicas ?? 0) === replicas &&
    (status.replicas ?? 0) === replicas &&
    (status.availableReplicas ?? 0) === replicas &&
    (status.observedGeneration ?? 0) >= (deployment.metadata.generation ?? 0)
  );
}

function hasProgressed(deployment: Deployment, status: Status): boolean {
  const before = deployment.status;
  const old = (s: Status | undefined): number => (s?.replicas ?? 0) - (s?.updatedReplicas ?? 0);
  return (
    (status.updatedReplicas ?? 0) > (before?.updatedReplicas ?? 0) ||
    old(status) < old(before) ||
    (status.readyReplicas ?? 0) > (before?.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (before?.availableReplicas ?? 0)
  );
}

function hasTimedOut(deployment: Deployment, current: Condition | undefined, now: number): boolean {
  const seconds = deployment.spec?.progressDeadlineSeconds;
  if (seconds === undefined || current?.lastUpdateTime === undefined || current.reason === 'NewReplicaSetAvailable')
    return false;
  return Date.parse(current.lastUpdateTime) + seconds * 1000 < Date.parse(rfc3339(now));
}

/**
 * When a rollout that shows no sign of progress is to be looked at again, in virtual ms from now; undefined when it is
 * done, has timed out, or has no deadline.
 * Source: v1.35 pkg/controller/deployment/progress.go requeueStuckDeployment
 */
export function untilStuck(deployment: Deployment, status: Status, now: number): number | undefined {
  const seconds = deployment.spec?.progressDeadlineSeconds;
  const current = status.conditions?.find(({ type }) => type === 'Progressing');
  const since = millisOf(current?.lastUpdateTime);
  if (seconds === undefined || since === undefined || isComplete(deployment, status)) return undefined;
  if (current?.reason === 'ProgressDeadlineExceeded') return undefined;
  // A second more, so that the deadline has passed even where times are cut to seconds.
  return Math.max(0, since + seconds * 1000 - now) + 1000;
}
