import { sameJson } from '../../api/fields.ts';
import { rfc3339 } from '../../api/times.ts';
import type { ApiObject, Job, Pod } from '../../api/types.ts';
import { eventOf, type Steps } from '../pod-control.ts';
import { ensured, type JobCondition, type JobStatus, jobCondition } from './conditions.ts';
import { completionsOf, indexOf, isFailed, isIndexed, isTracked } from './job-pods.ts';
import { indexStatus, type JobSync } from './job-sync.ts';
import { withoutFinalizer } from './manage.ts';
import { matchPodFailurePolicy } from './pod-failure-policy.ts';

/** Source: v1.35 pkg/controller/job/job_controller.go MaxUncountedPods */
const mostUncounted = 500;

/** How tracking ended. `conflict`: somebody else wrote the Job meanwhile. */
export type Tracked = 'done' | 'conflict';

/**
 * Counts each Pod once: its uid is noted in the status, then its finalizer is taken away, then the count goes up and
 * the uid goes. Whatever is lost in between can be made up for.
 * Source: v1.35 pkg/controller/job/job_controller.go trackJobStatusAndRemoveFinalizers
 */
export function* track(sync: JobSync, changed: boolean, removals: Set<string>, now: number): Steps<Tracked> {
  const { job, status } = sync;
  const withFinalizer = new Set(
    sync.pods.filter((pod) => isTracked(pod) && !removals.has(pod.metadata.uid)).map(({ metadata }) => metadata.uid),
  );
  let flush = changed;
  if (countThoseWithout(status, withFinalizer)) flush = true;
  const counted = noteFinished(sync, removals);
  flush ||= counted.noted;
  if (isIndexed(job) && takeIndexes(sync)) flush = true;
  const final = addInterim(sync, now);
  flush ||= final.added;
  let current = job;
  if (flush) {
    const stored = yield* write(current, sync);
    if (stored === undefined) return 'conflict';
    current = stored;
  }
  const removed = yield* removeFinalizers(counted.remove, removals);
  for (const uid of removed) withFinalizer.delete(uid);
  flush = countThoseWithout(status, withFinalizer);
  const finished = !counted.full && enactFinished(sync, final.condition, now);
  if (!flush && !finished) return 'done';
  if ((yield* write(current, sync)) === undefined) return 'conflict';
  if (finished && final.condition !== undefined) yield finishedEvents(job, status, final.condition);
  return 'done';
}

function* write(job: Job, sync: JobSync): Steps<Job | undefined> {
  const { namespace, name } = job.metadata;
  const path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}/status`;
  const [answer] = yield { verb: 'update', path, body: { ...job, status: stored(sync.status) } };
  return answer !== undefined && answer.code < 300 ? (answer.body as Job) : undefined;
}

/** Counts of nothing are left out, those aside that are pointers in Go. */
function stored(status: JobStatus): JobStatus {
  const kept = ['terminating', 'ready'];
  const entries = Object.entries(status).filter(
    ([field, value]) =>
      (value !== 0 || kept.includes(field)) &&
      value !== undefined &&
      !(field === 'conditions' && (value as readonly unknown[]).length === 0),
  );
  return Object.fromEntries(entries) as unknown as JobStatus;
}

/** Source: job_controller.go cleanUncountedPodsWithoutFinalizers */
function countThoseWithout(status: JobSync['status'], withFinalizer: ReadonlySet<string>): boolean {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  const [keptSucceeded, keptFailed] = [succeeded, failed].map((uids) => uids.filter((uid) => withFinalizer.has(uid)));
  const counts = [succeeded.length - (keptSucceeded?.length ?? 0), failed.length - (keptFailed?.length ?? 0)];
  const [newSucceeded = 0, newFailed = 0] = counts;
  if (newSucceeded === 0 && newFailed === 0) return false;
  status.succeeded = (status.succeeded ?? 0) + newSucceeded;
  status.failed = (status.failed ?? 0) + newFailed;
  setUncounted(status, keptSucceeded ?? [], keptFailed ?? []);
  return true;
}

function setUncounted(status: JobSync['status'], succeeded: readonly string[], failed: readonly string[]): void {
  status.uncountedTerminatedPods = {
    ...(succeeded.length === 0 ? {} : { succeeded }),
    ...(failed.length === 0 ? {} : { failed }),
  };
}

/** The Pods that are over, with what the status has to remember of them. */
function noteFinished(sync: JobSync, removals: ReadonlySet<string>) {
  const { job, status, finish } = sync;
  const succeeded = [...(status.uncountedTerminatedPods?.succeeded ?? [])];
  const failed = [...(status.uncountedTerminatedPods?.failed ?? [])];
  const remove: Pod[] = [];
  let [noted, full, newIndexes] = [false, false, 0];
  for (const pod of sync.pods) {
    const uid = pod.metadata.uid;
    if (!isTracked(pod) || removals.has(uid)) continue;
    const lost = isFailed(job, pod);
    if (!mayGo(sync, pod, lost)) continue;
    remove.push(pod);
    const index = indexOf(job, pod);
    if (pod.status?.phase === 'Succeeded' && !failed.includes(uid)) {
      if (isIndexed(job)) {
        if (index === undefined || sync.previousIndexes.has(index)) continue;
        newIndexes += 1;
        noted = true;
      } else if (!succeeded.includes(uid)) {
        succeeded.push(uid);
        noted = true;
      }
    } else if (lost || (finish !== undefined && finish.type !== 'SuccessCriteriaMet')) {
      const counts = matchPodFailurePolicy(job.spec?.podFailurePolicy, pod).counts;
      if (failed.includes(uid) || !counts || (isIndexed(job) && index === undefined)) continue;
      failed.push(uid);
      noted = true;
    }
    full = newIndexes + succeeded.length + failed.length >= mostUncounted;
    if (full) break;
  }
  setUncounted(status, succeeded, failed);
  return { remove, noted, full };
}

/** Source: job_controller.go canRemoveFinalizer */
function mayGo({ job, finish, delayed }: JobSync, pod: Pod, lost: boolean): boolean {
  if (job.metadata.deletionTimestamp !== undefined || finish !== undefined || pod.status?.phase === 'Succeeded')
    return true;
  const index = indexOf(job, pod);
  return lost && (index === undefined || delayed.get(index)?.metadata.uid !== pod.metadata.uid);
}

function takeIndexes(sync: JobSync): boolean {
  const { status } = sync;
  const next = indexStatus(sync);
  const same = sameJson(next, {
    completedIndexes: status.completedIndexes,
    failedIndexes: status.failedIndexes,
  });
  status.succeeded = sync.succeededIndexes.size;
  Object.assign(status, next);
  return !same;
}

/** The condition that says what will be, before the finalizers go, and the one that says it when they are gone. */
function addInterim({ finish, status }: JobSync, now: number): { condition?: JobCondition; added: boolean } {
  if (finish === undefined) return { added: false };
  const { type, reason, message } = finish;
  const condition = jobCondition(type === 'SuccessCriteriaMet' ? 'Complete' : 'Failed', 'True', reason, message, now);
  const conditions = status.conditions ?? [];
  const stands = conditions.some((each) => each.type === type && each.status === 'True');
  if (type === 'Failed' || stands) return { condition, added: false };
  status.conditions = [...conditions, jobCondition(type, 'True', reason, message, now)];
  return { condition, added: true };
}

/** All at once. Returns the uids of those that have none any more. Source: job_controller.go removeTrackingFinalizerFromPods */
function* removeFinalizers(pods: readonly Pod[], removals: Set<string>): Steps<readonly string[]> {
  if (pods.length === 0) return [];
  for (const { metadata } of pods) removals.add(metadata.uid);
  const answers = yield pods.map(withoutFinalizer);
  const removed: string[] = [];
  for (const [i, { metadata }] of pods.entries()) {
    const code = answers[i]?.code ?? 500;
    if (code < 300 || code === 404) removed.push(metadata.uid);
    if (code >= 300) removals.delete(metadata.uid);
  }
  return removed;
}

/** Not before every Pod is counted and none is on its way out. Source: job_controller.go enactJobFinished */
function enactFinished({ status, terminating }: JobSync, condition: JobCondition | undefined, now: number): boolean {
  const { succeeded = [], failed = [] } = status.uncountedTerminatedPods ?? {};
  if (condition === undefined || succeeded.length + failed.length > 0 || terminating > 0) return false;
  status.conditions = ensured(status.conditions ?? [], condition) ?? status.conditions ?? [];
  if (condition.type === 'Complete') status.completionTime = rfc3339(now);
  return true;
}

/** Source: job_controller.go recordJobFinished */
function finishedEvents(job: Job, status: JobStatus, { type, reason = '', message = '' }: JobCondition) {
  const about = job as ApiObject;
  if (type !== 'Complete') return [eventOf(about, 'Warning', reason, message)];
  const many = job.spec?.completions !== undefined && (status.succeeded ?? 0) > completionsOf(job);
  const told = 'Too many succeeded pods running after completion count reached';
  return [
    ...(many ? [eventOf(about, 'Warning', 'TooManySucceededPods', told)] : []),
    eventOf(about, 'Normal', 'Completed', 'Job completed'),
  ];
}
