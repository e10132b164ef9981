import { isTerminal } from '../../api/is-terminal.ts';
import { millisOf } from '../../api/times.ts';
import type { Job, Pod } from '../../api/types.ts';

/** Keeps the object of a Pod until the Job has counted it. */
export const trackingFinalizer = 'batch.kubernetes.io/job-tracking';
export const indexKey = 'batch.kubernetes.io/job-completion-index';

export const isTracked = (pod: Pod): boolean => pod.metadata.finalizers?.includes(trackingFinalizer) === true;
export const isIndexed = (job: Job): boolean => job.spec?.completionMode === 'Indexed';
export const isSuspended = (job: Job): boolean => job.spec?.suspend === true;
export const countsByIndex = (job: Job): boolean => job.spec?.backoffLimitPerIndex !== undefined;
export const completionsOf = (job: Job): number => job.spec?.completions ?? 0;

/** The index of a Pod among the completions; undefined where it has none of them. */
export function indexOf(job: Job, pod: Pod): number | undefined {
  const text = pod.metadata.annotations?.[indexKey];
  const index = text === undefined ? Number.NaN : Number(text);
  return Number.isInteger(index) && index >= 0 && index < completionsOf(job) ? index : undefined;
}

/** Whether a Pod on its way out is replaced only when it is gone. Source: v1.35 pkg/controller/job/job_controller.go onlyReplaceFailedPods */
export const replacesOnlyFailed = (job: Job): boolean =>
  job.spec?.podReplacementPolicy === 'Failed' || job.spec?.podFailurePolicy !== undefined;

/** A deleted Pod counts as failed, since it may never reach a phase. Source: job_controller.go isPodFailed */
export function isFailed(job: Job, pod: Pod): boolean {
  if (pod.status?.phase === 'Failed') return true;
  if (replacesOnlyFailed(job)) return false;
  return pod.metadata.deletionTimestamp !== undefined && pod.status?.phase !== 'Succeeded';
}

/** Virtual ms when a Pod came to its end. Source: v1.35 pkg/controller/job/backoff_utils.go getFinishedTime */
export function finishedAt(pod: Pod): number {
  const ends = (pod.status?.containerStatuses ?? []).map(({ state }) => millisOf(state?.terminated?.finishedAt));
  const known = ends.flatMap((end) => (end === undefined ? [] : [end]));
  if (known.length > 0 && known.length === ends.length) return Math.max(...known);
  const unready = pod.status?.conditions?.find(({ type, status }) => type === 'Ready' && status === 'False');
  const since = isTerminal(pod) ? millisOf(unready?.lastTransitionTime) : undefined;
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, creationTimestamp } = pod.metadata;
  const deleted = millisOf(deletionTimestamp);
  return (
    since ??
    (deleted === undefined ? undefined : deleted - deletionGracePeriodSeconds * 1000) ??
    millisOf(creationTimestamp) ??
    0
  );
}
