import { rfc3339 } from '../../api/times.ts';
import type { Job, Pod } from '../../api/types.ts';
import { isFailed, isSuspended } from './job-pods.ts';
import { matchPodFailurePolicy } from './pod-failure-policy.ts';

export type JobStatus = NonNullable<Job['status']>;
export type JobCondition = NonNullable<JobStatus['conditions']>[number];

/** Why a Job is over, as its conditions will say. */
export interface Finish {
  readonly type: 'SuccessCriteriaMet' | 'FailureTarget' | 'Failed';
  readonly reason: string;
  readonly message: string;
}

export const jobCondition = (type: string, status: 'True' | 'False', reason: string, message: string, now: number) =>
  ({
    type,
    status,
    lastProbeTime: rfc3339(now),
    lastTransitionTime: rfc3339(now),
    reason,
    message,
  }) as JobCondition;

/**
 * Puts a condition in; undefined where that changes nothing. One that is False is not begun with.
 * Source: v1.35 pkg/controller/job/job_controller.go ensureJobConditionStatus
 */
export function ensured(conditions: readonly JobCondition[], next: JobCondition): readonly JobCondition[] | undefined {
  const found = conditions.find(({ type }) => type === next.type);
  if (found === undefined) return next.status === 'False' ? undefined : [...conditions, next];
  const same = found.status === next.status && found.reason === next.reason && found.message === next.message;
  return same ? undefined : conditions.map((condition) => (condition === found ? next : condition));
}

const isTrue = (job: Job, type: string): JobCondition | undefined =>
  job.status?.conditions?.find((condition) => condition.type === type && condition.status === 'True');

/** Source: v1.35 pkg/controller/job/util/utils.go IsJobFinished, FinishedCondition */
export const finishedAs = (job: Job): 'Complete' | 'Failed' | undefined =>
  isTrue(job, 'Complete') !== undefined ? 'Complete' : isTrue(job, 'Failed') !== undefined ? 'Failed' : undefined;

/**
 * What earlier passes have settled, or what ends the Job whatever its Pods still do: a rule of its failure policy, too
 * many failures, too long a time.
 * Source: v1.35 pkg/controller/job/job_controller.go syncJob
 * @param failed Pods that count as failed, those of this pass included
 */
export function settledFinish(
  job: Job,
  pods: readonly Pod[],
  failed: number,
  started: number | undefined,
  now: number,
): Finish | undefined {
  const met = isTrue(job, 'SuccessCriteriaMet');
  if (met !== undefined) return { type: 'SuccessCriteriaMet', ...wordsOf(met) };
  const target = job.status?.conditions?.find(({ type }) => type === 'FailureTarget');
  if (target !== undefined) return { type: 'Failed', ...wordsOf(target) };
  for (const pod of pods) {
    if (job.spec?.podFailurePolicy === undefined || !isFailed(job, pod)) continue;
    const { failsJob } = matchPodFailurePolicy(job.spec.podFailurePolicy, pod);
    if (failsJob !== undefined) return failure('PodFailurePolicy', failsJob);
  }
  if (failed > (job.spec?.backoffLimit ?? 6) || pastLimitOnFailure(job, pods))
    return failure('BackoffLimitExceeded', 'Job has reached the specified backoff limit');
  const deadline = job.spec?.activeDeadlineSeconds;
  if (deadline !== undefined && started !== undefined && !isSuspended(job) && now - started >= deadline * 1000)
    return failure('DeadlineExceeded', 'Job was active longer than specified deadline');
  return undefined;
}

export const failure = (reason: string, message: string): Finish => ({ type: 'FailureTarget', reason, message });

export const success = (reason: string, message: string): Finish => ({ type: 'SuccessCriteriaMet', reason, message });

const wordsOf = ({ reason = '', message = '' }: JobCondition) => ({ reason, message });

/** Under OnFailure the restarts count, of the Pods that are there. Source: job_controller.go pastBackoffLimitOnFailure */
function pastLimitOnFailure(job: Job, pods: readonly Pod[]): boolean {
  if (job.spec?.template.spec?.restartPolicy !== 'OnFailure') return false;
  const limit = job.spec.backoffLimit ?? 6;
  let restarts = 0;
  for (const { status } of pods) {
    if (status?.phase !== 'Running' && status?.phase !== 'Pending') continue;
    for (const { restartCount } of [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])])
      restarts += restartCount;
  }
  return limit === 0 ? restarts > 0 : restarts >= limit;
}
