import type { ClusterView, Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { matchesLabels } from '../api/selectors.ts';
import { millisOf, rfc3339 } from '../api/times.ts';
import type { ApiObject, Job, Pod } from '../api/types.ts';
import { claimPods } from './claim-pods.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import { ensured, failure, finishedAs, jobCondition, settledFinish, success } from './job/conditions.ts';
import { completionsOf, isIndexed, isSuspended, isTracked, trackingFinalizer } from './job/job-pods.ts';
import { beginSync, type JobSync } from './job/job-sync.ts';
import { manageJob, withoutFinalizer } from './job/manage.ts';
import { matchedSuccessPolicy } from './job/success-policy.ts';
import { track } from './job/track.ts';
import { eventOf, podsPath, refusalOf, type Steps } from './pod-control.ts';
import { isReady } from './pods.ts';

/** Changes of Pods and of the status are gathered for so long, virtual ms. Source: v1.35 pkg/controller/job/job_controller.go syncJobBatchPeriod */
const batchPeriod = 1000;

/** Marks a key that is not a Job but a Pod whose Job is gone. */
const orphan = 'pods:';

/**
 * Runs Pods until enough of them have succeeded.
 * Source: v1.35 pkg/controller/job/job_controller.go
 */
export const jobController: Controller = {
  name: 'job-controller',
  serviceAccount: 'job-controller',
  workers: 5,
  firstRetry: 1000,
  awaits: { resource: 'pods', ownerKind: 'Job' },
  keysFor: {
    jobs: (object, _before, view, gone) => [
      keyOf(object),
      ...(gone ? (view.list('pods', object.metadata.namespace) as readonly Pod[]) : [])
        .filter((pod) => controllerOf(pod)?.uid === object.metadata.uid && isTracked(pod))
        .map(orphanKey),
    ],
    pods: (object, before, view, gone) => keysOfPod(object as Pod, before as Pod | undefined, view, gone),
  },
  batching: (resource, object, before) =>
    resource === 'pods' || (before !== undefined && before.metadata.generation === object.metadata.generation)
      ? batchPeriod
      : 0,
  reconcile: (namespace, name, context) =>
    name.startsWith(orphan)
      ? releaseOrphan(namespace, name.slice(orphan.length), context)
      : reconcileJob(namespace, name, context),
};

const keyOf = ({ metadata }: ApiObject): string => `${metadata.namespace}/${metadata.name}`;
const orphanKey = ({ metadata }: Pod): string => `${metadata.namespace}/${orphan}${metadata.name}`;

function keysOfPod(pod: Pod, before: Pod | undefined, view: ClusterView, gone: boolean): readonly string[] {
  const namespace = pod.metadata.namespace ?? '';
  const owner = controllerOf(pod);
  const former = before === undefined ? undefined : controllerOf(before);
  const left = former?.kind === 'Job' && former.uid !== owner?.uid ? [`${namespace}/${former.name}`] : [];
  if (owner !== undefined) {
    if (owner.kind !== 'Job') return left;
    const job = view.get('jobs', namespace, owner.name) as Job | undefined;
    if (job?.metadata.uid === owner.uid) return [...left, `${namespace}/${owner.name}`];
    return isTracked(pod) && !gone ? [...left, orphanKey(pod)] : left;
  }
  const asBefore = before !== undefined && former === undefined;
  if (gone || (asBefore && sameJson(pod.metadata.labels, before.metadata.labels))) return left;
  const jobs = view.list('jobs', namespace) as readonly Job[];
  return [...left, ...jobs.filter((job) => matchesLabels(job.spec?.selector, pod.metadata.labels)).map(keyOf)];
}

/** The Job of a Pod is gone: nobody will count it any more. Source: job_controller.go syncOrphanPod */
function* releaseOrphan(namespace: string, name: string, { view }: ReconcileContext): Reconcile {
  const pod = view.get('pods', namespace, name) as Pod | undefined;
  if (pod === undefined || !isTracked(pod)) return { says: `Pod ${name} has no finalizer of a Job any more.` };
  const owner = controllerOf(pod);
  const job = owner === undefined ? undefined : (view.get('jobs', namespace, owner.name) as Job | undefined);
  if (job !== undefined && job.metadata.uid === owner?.uid) return { says: `Pod ${name} has its Job.` };
  const [answer] = yield withoutFinalizer(pod);
  const says = `The job-controller took its finalizer from ${name}: the Job is gone, nobody counts the Pod any more.`;
  return answer !== undefined && (answer.code < 300 || answer.code === 404) ? { says } : { says, retry: true };
}

function* reconcileJob(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const key = `${namespace}/${name}`;
  const job = context.view.get('jobs', namespace, name) as Job | undefined;
  if (job === undefined) {
    context.expectations.forget(key);
    return { says: `Job ${name} is gone; there is nothing to do.` };
  }
  const managedBy = job.spec?.managedBy ?? 'kubernetes.io/job-controller';
  if (managedBy !== 'kubernetes.io/job-controller') return { says: `Job ${name} is managed by ${managedBy}.` };
  const end = finishedAs(job);
  if (end !== undefined) return { says: `Job ${name} is over: ${end}.` };
  const pods = yield* podsOf(job, context);
  if (pods === undefined) return { says: `The job-controller could not claim the Pods of ${name}.`, retry: true };
  return yield* syncJob(job, pods, context);
}

function* podsOf(job: Job, { view }: ReconcileContext): Steps<readonly Pod[] | undefined> {
  const owned = view.managedBy('pods', job.metadata.uid) as readonly Pod[];
  const { namespace, name } = job.metadata;
  const orphans = (view.orphans('pods') as readonly Pod[]).filter((pod) => pod.metadata.namespace === namespace);
  const path = `/apis/batch/v1/namespaces/${namespace}/jobs/${name}`;
  const finalizers = [trackingFinalizer];
  const object = job as ApiObject;
  const claimed = yield* claimPods({ object, path, selector: job.spec?.selector, finalizers }, owned, orphans);
  return claimed.failed ? undefined : claimed.pods;
}

/** Source: v1.35 pkg/controller/job/job_controller.go syncJob */
function* syncJob(job: Job, pods: readonly Pod[], context: ReconcileContext): Reconcile {
  const { expectations, now } = context;
  const satisfied = expectations.satisfied(keyOf(job as ApiObject));
  const removals = expectations.finalizersOf(keyOf(job as ApiObject));
  for (const uid of removals) if (!pods.some((pod) => pod.metadata.uid === uid && isTracked(pod))) removals.delete(uid);
  const sync = beginSync(job, pods, removals);
  if (sync.status.startTime === undefined && !isSuspended(job)) sync.status.startTime = rfc3339(now());
  const pauses: number[] = [];
  const started = millisOf(sync.status.startTime);
  sync.finish = settledFinish(job, pods, sync.failed, started, now()) ?? finishByIndex(sync);
  const deadline = job.spec?.activeDeadlineSeconds;
  if (sync.finish === undefined && deadline !== undefined && started !== undefined && !isSuspended(job))
    pauses.push(Math.max(0, started + deadline * 1000 - now()));
  const suspended = { changed: false };
  let failed = false;
  if (sync.finish !== undefined) failed = yield* removeActive(sync, satisfied);
  else {
    const acts = satisfied && job.metadata.deletionTimestamp === undefined;
    const managed = acts ? yield* manageJob(sync, context) : { failed: false };
    failed = managed.failed;
    if ('after' in managed && managed.after !== undefined) pauses.push(managed.after);
    if (isComplete(sync)) sync.finish = success('CompletionsReached', 'Reached expected number of succeeded pods');
    else if (acts) suspended.changed = yield* noteSuspension(sync, now());
  }
  const { status } = sync;
  const counts = { active: sync.active, ready: sync.ready, terminating: sync.terminating };
  const changed =
    suspended.changed ||
    sync.active !== (status.active ?? 0) ||
    sync.ready !== status.ready ||
    sync.terminating !== status.terminating;
  Object.assign(status, counts);
  const tracked = yield* track(sync, changed, removals, now());
  const says = `The job-controller saw ${pods.length} Pods of ${job.metadata.name}: ${sync.active} active, ${sync.succeeded} succeeded, ${sync.failed} failed.`;
  if (failed || tracked === 'conflict') return { says, retry: true };
  return pauses.length === 0 ? { says } : { says, after: Math.min(...pauses) };
}

/** What an Indexed Job can end by, beside all indexes being done. */
function finishByIndex({ job, failedIndexes, succeededIndexes }: JobSync): JobSync['finish'] {
  if (!isIndexed(job)) return undefined;
  const failed = failedIndexes?.size ?? 0;
  const most = job.spec?.maxFailedIndexes;
  if (most !== undefined && failed > most)
    return failure('MaxFailedIndexesExceeded', 'Job has exceeded the specified maximal number of failed indexes');
  if (failed > 0 && failed + succeededIndexes.size >= completionsOf(job))
    return failure('FailedIndexes', 'Job has failed indexes');
  const met = matchedSuccessPolicy(job, succeededIndexes);
  return met === undefined ? undefined : success('SuccessPolicy', met);
}

function isComplete({ job, succeeded, active }: JobSync): boolean {
  const completions = job.spec?.completions;
  return active === 0 && (completions === undefined ? succeeded > 0 : succeeded >= completions);
}

/** The Job is over: what still runs goes, and keeps its finalizer until it is counted. Source: job_controller.go deleteActivePods */
function* removeActive(sync: JobSync, satisfied: boolean): Steps<boolean> {
  const { job, activePods } = sync;
  if (activePods.length > 0) {
    const answers = yield activePods.map(({ metadata }) => ({
      verb: 'delete' as const,
      path: `${podsPath(metadata.namespace ?? '')}/${metadata.name}`,
    }));
    for (const [i, pod] of activePods.entries()) {
      const answer = answers[i];
      if (isReady(pod)) sync.ready -= 1;
      if (answer !== undefined && (answer.code < 300 || answer.code === 404)) {
        sync.active -= 1;
        sync.terminating += 1;
      }
      if (answer?.code === 404) continue;
      yield answer !== undefined && answer.code < 300
        ? eventOf(job as ApiObject, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`)
        : eventOf(job as ApiObject, 'Warning', 'FailedDelete', `Error deleting: ${refusalOf(answer)}`);
    }
  }
  // Pods that the cache does not know yet may be left, or such as could not be deleted.
  const failed = sync.active > 0;
  if (failed || !satisfied) sync.finish = undefined;
  return failed;
}

function* noteSuspension(sync: JobSync, now: number): Steps<boolean> {
  const { job, status } = sync;
  const suspended = isSuspended(job);
  const next = suspended
    ? jobCondition('Suspended', 'True', 'JobSuspended', 'Job suspended', now)
    : jobCondition('Suspended', 'False', 'JobResumed', 'Job resumed', now);
  const conditions = ensured(status.conditions ?? [], next);
  if (conditions === undefined) return false;
  status.conditions = conditions;
  if (!suspended) status.startTime = rfc3339(now);
  const [reason, message] = suspended ? ['Suspended', 'Job suspended'] : ['Resumed', 'Job resumed'];
  yield eventOf(job as ApiObject, 'Normal', reason ?? '', message ?? '');
  return true;
}
