import type { Job, Pod } from '../../api/types.ts';
import { isActive, isReady, isTerminating } from '../pods.ts';
import type { Finish, JobStatus } from './conditions.ts';
import { indexesText, parseIndexes } from './indexes.ts';
import { completionsOf, countsByIndex, indexOf, isFailed, isIndexed, isTracked } from './job-pods.ts';
import { matchPodFailurePolicy } from './pod-failure-policy.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One pass over a Job: what was found, and the status that will be written. */
export interface JobSync {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly activePods: readonly Pod[];
  /** uids of Pods whose finalizer was taken away, which has not come back by watch yet. */
  readonly expectedRemovals: ReadonlySet<string>;
  readonly status: Writable<JobStatus>;
  succeeded: number;
  failed: number;
  active: number;
  ready: number;
  terminating: number;
  readonly previousIndexes: ReadonlySet<number>;
  readonly succeededIndexes: ReadonlySet<number>;
  readonly failedIndexes: ReadonlySet<number> | undefined;
  /** By index: the failed Pod that stays until the one that takes its place knows how often the index has failed. */
  delayed: ReadonlyMap<number, Pod>;
  finish: Finish | undefined;
}

const failureCountKey = 'batch.kubernetes.io/job-index-failure-count';
const ignoredCountKey = 'batch.kubernetes.io/job-index-ignored-failure-count';
const numberIn = (pod: Pod, key: string): number => Number(pod.metadata.annotations?.[key] ?? 0);

/** How often an index had failed when this Pod of it was made, ignored failures included. */
export const failuresBefore = (pod: Pod): number => numberIn(pod, failureCountKey) + numberIn(pod, ignoredCountKey);

/** Counts of failures for the Pod that takes another's place. Source: v1.35 pkg/controller/job/indexed_job_utils.go getNewIndexFailureCounts */
export function failureCounts(job: Job, replaced: Pod | undefined): Readonly<Record<string, string>> {
  if (replaced === undefined) return { [failureCountKey]: '0' };
  const counts = matchPodFailurePolicy(job.spec?.podFailurePolicy, replaced).counts ? 1 : 0;
  const ignored = numberIn(replaced, ignoredCountKey) + 1 - counts;
  return {
    [failureCountKey]: String(numberIn(replaced, failureCountKey) + counts),
    ...(ignored > 0 ? { [ignoredCountKey]: String(ignored) } : {}),
  };
}

/** Whether a Pod's failure is the last that its index may have. Source: indexed_job_utils.go isIndexFailed */
function failsIndex(job: Job, pod: Pod): boolean {
  const { counts, action } = matchPodFailurePolicy(job.spec?.podFailurePolicy, pod);
  if (action === 'FailIndex') return true;
  return counts && numberIn(pod, failureCountKey) >= (job.spec?.backoffLimitPerIndex ?? 0);
}

/** Source: v1.35 pkg/controller/job/job_controller.go syncJob, getNewFinishedPods; indexed_job_utils.go calculateSucceededIndexes */
export function beginSync(job: Job, pods: readonly Pod[], expectedRemovals: ReadonlySet<string>): JobSync {
  const { uncountedTerminatedPods: uncounted = {}, succeeded = 0, failed = 0 } = job.status ?? {};
  const fresh = pods.filter((pod) => isTracked(pod) && !expectedRemovals.has(pod.metadata.uid));
  const not = (uids: readonly string[] | undefined) => (pod: Pod) => uids?.includes(pod.metadata.uid) !== true;
  const newSucceeded = fresh.filter((pod) => pod.status?.phase === 'Succeeded').filter(not(uncounted.succeeded));
  const newFailed = fresh
    .filter((pod) => isFailed(job, pod))
    .filter(not(uncounted.failed))
    .filter((pod) => matchPodFailurePolicy(job.spec?.podFailurePolicy, pod).counts);
  const indexes = indexesOf(job, pods);
  const activePods = pods.filter(isActive);
  return {
    job,
    pods: isIndexed(job) ? [...pods].sort((a, b) => (indexOf(job, a) ?? -1) - (indexOf(job, b) ?? -1)) : pods,
    activePods,
    expectedRemovals,
    status: { ...job.status, uncountedTerminatedPods: uncounted },
    ...indexes,
    succeeded: isIndexed(job)
      ? indexes.succeededIndexes.size
      : succeeded + newSucceeded.length + (uncounted.succeeded?.length ?? 0),
    failed: failed + newFailed.length + (uncounted.failed?.length ?? 0),
    active: activePods.length,
    ready: activePods.filter(isReady).length,
    terminating: pods.filter(isTerminating).length,
    delayed: countsByIndex(job) && isIndexed(job) ? delayedPods(job, fresh, activePods, indexes) : new Map(),
    finish: undefined,
  };
}

type Indexes = Pick<JobSync, 'previousIndexes' | 'succeededIndexes' | 'failedIndexes'>;

function indexesOf(job: Job, pods: readonly Pod[]): Indexes {
  const none = new Set<number>();
  if (!isIndexed(job)) return { previousIndexes: none, succeededIndexes: none, failedIndexes: undefined };
  const tracked = pods.filter(isTracked);
  const of = (some: readonly Pod[]): readonly number[] => some.flatMap((pod) => indexOf(job, pod) ?? []);
  const previous = parseIndexes(job.status?.completedIndexes, completionsOf(job));
  const succeeded = new Set([...previous, ...of(tracked.filter((pod) => pod.status?.phase === 'Succeeded'))]);
  if (!countsByIndex(job)) return { previousIndexes: previous, succeededIndexes: succeeded, failedIndexes: undefined };
  const failed = new Set([
    ...parseIndexes(job.status?.failedIndexes, completionsOf(job)),
    ...of(tracked.filter((pod) => isFailed(job, pod) && failsIndex(job, pod))),
  ]);
  return { previousIndexes: previous, succeededIndexes: succeeded, failedIndexes: failed };
}

/** Source: indexed_job_utils.go getPodsWithDelayedDeletionPerIndex */
function delayedPods(job: Job, fresh: readonly Pod[], active: readonly Pod[], indexes: Indexes): Map<number, Pod> {
  const found = new Map<number, Pod>();
  const running = new Set(active.map((pod) => indexOf(job, pod)));
  for (const pod of fresh) {
    const index = indexOf(job, pod);
    if (index === undefined || !isFailed(job, pod) || running.has(index)) continue;
    if (indexes.succeededIndexes.has(index) || indexes.failedIndexes?.has(index) === true) continue;
    const other = found.get(index);
    if (other === undefined || failuresBefore(other) <= failuresBefore(pod)) found.set(index, pod);
  }
  return found;
}

/** The lists of indexes as the status has them. */
export function indexStatus(sync: JobSync): Pick<JobStatus, 'completedIndexes' | 'failedIndexes'> {
  if (!isIndexed(sync.job)) return {};
  const completed = indexesText(sync.succeededIndexes);
  return {
    ...(completed === '' ? {} : { completedIndexes: completed }),
    ...(sync.failedIndexes === undefined ? {} : { failedIndexes: indexesText(sync.failedIndexes) }),
  };
}
