import type { Job, Pod } from '../../api/types.ts';
import { finishedAt, isFailed } from './job-pods.ts';

/** Virtual ms. Source: v1.35 pkg/controller/job/job_controller.go DefaultJobPodFailureBackOff, MaxJobPodFailureBackOff */
const [first, longest] = [10_000, 600_000];

/** What is left of the pause after a number of failures, virtual ms. Source: v1.35 pkg/controller/job/backoff_utils.go */
export function pauseLeft(failures: number, lastFailure: number, now: number): number {
  if (failures === 0) return 0;
  return Math.max(0, Math.min(first * 2 ** (failures - 1), longest) - (now - lastFailure));
}

/**
 * How long no new Pod is made, since Pods of the Job have failed after its last success.
 * Source: v1.35 pkg/controller/job/backoff_utils.go newBackoffRecord, getRemainingTime. The real one keeps a count in
 * memory; the Pods that have ended are there to be counted until the Job is gone.
 */
export function jobPause(job: Job, pods: readonly Pod[], now: number): number {
  const succeeded = pods.filter((pod) => pod.status?.phase === 'Succeeded').map(finishedAt);
  const lastSuccess = Math.max(Number.NEGATIVE_INFINITY, ...succeeded);
  const failures = pods
    .filter((pod) => isFailed(job, pod))
    .map(finishedAt)
    .filter((at) => at > lastSuccess);
  return pauseLeft(failures.length, Math.max(0, ...failures), now);
}
