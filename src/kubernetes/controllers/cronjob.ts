import type { Reconcile } from '../api/calls.ts';
import { rfc3339 } from '../api/times.ts';
import type { ApiObject, CronJob, Job } from '../api/types.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import { parseSchedule } from './cronjob/cron-schedule.ts';
import { jobFromTemplate, jobName } from './cronjob/job-from-template.ts';
import { type CronJobStatus, deleteJob, dropFinished, lookAtJobs, pathOf } from './cronjob/known-jobs.ts';
import { lastTime, type Next, nextTimes, untilNext } from './cronjob/next-time.ts';
import { type Clock, clockOf } from './cronjob/time-zone.ts';
import { eventOf, refusalOf, type Steps } from './pod-control.ts';

/**
 * Makes a Job each time that a schedule says so.
 * Source: v1.35 pkg/controller/cronjob/cronjob_controllerv2.go
 */
export const cronJobController: Controller = {
  name: 'cronjob-controller',
  serviceAccount: 'cronjob-controller',
  workers: 5,
  keysFor: {
    cronjobs: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
    jobs: (object) => {
      const owner = controllerOf(object);
      return owner?.kind === 'CronJob' ? [`${object.metadata.namespace}/${owner.name}`] : [];
    },
  },
  reconcile: reconcileCronJob,
};

/** What a look at the schedule has come to. */
interface Started {
  /** Look again after this many virtual ms. */
  readonly after?: number;
  readonly failed?: boolean;
  readonly changed?: boolean;
}

function* reconcileCronJob(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const cronJob = context.view.get('cronjobs', namespace, name) as CronJob | undefined;
  if (cronJob === undefined) return { says: `CronJob ${name} is gone; there is nothing to do.` };
  const jobs = context.view.managedBy('jobs', cronJob.metadata.uid) as readonly Job[];
  const status: CronJobStatus = { ...cronJob.status };
  const seen = yield* lookAtJobs(cronJob, jobs, status);
  const started = yield* start(cronJob, status, context);
  const dropped = yield* dropFinished(cronJob, jobs, status);
  let failed = started.failed === true;
  if (seen || dropped || started.changed === true) {
    const { active = [], ...rest } = status;
    const body = { ...cronJob, status: active.length === 0 ? rest : { active, ...rest } };
    const [answer] = yield { verb: 'update', path: `${pathOf(cronJob as ApiObject)}/status`, body };
    if (answer === undefined || answer.code >= 300) failed = true;
  }
  const says = `The cronjob-controller compared the schedule "${cronJob.spec?.schedule}" of ${name} with the time.`;
  if (failed) return { says, retry: true };
  return started.after === undefined ? { says } : { says, after: started.after };
}

/** Starts a Job if its time has come. Source: v1.35 pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob */
function* start(cronJob: CronJob, status: CronJobStatus, context: ReconcileContext): Steps<Started> {
  if (cronJob.metadata.deletionTimestamp !== undefined) return {};
  const about = cronJob as ApiObject;
  const { timeZone, schedule = '', suspend, startingDeadlineSeconds } = cronJob.spec ?? {};
  const clock = clockOf(timeZone);
  if (clock === undefined) {
    const message = `invalid timeZone: "${timeZone}": unknown time zone ${timeZone}`;
    yield eventOf(about, 'Warning', 'UnknownTimeZone', message);
    return {};
  }
  if (suspend === true) return {};
  const parsed = parseSchedule(schedule);
  if ('error' in parsed) {
    yield eventOf(about, 'Warning', 'UnparseableSchedule', `unparseable schedule: "${schedule}" : ${parsed.error}`);
    return {};
  }
  const next = nextTimes(parsed, clock);
  const now = context.now();
  const current: CronJob = { ...cronJob, status };
  const { last, missed } = lastTime(current, now, next, true);
  if (last === undefined) return waiting(current, now, next);
  if (missed === 'many') {
    const message = 'too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew';
    yield eventOf(about, 'Warning', 'TooManyMissedTimes', message);
  }
  if (startingDeadlineSeconds !== undefined && last + startingDeadlineSeconds * 1000 < now) {
    yield eventOf(about, 'Warning', 'MissSchedule', `Missed scheduled time to start a job: ${rfc1123(last)}`);
    return waiting(current, now, next);
  }
  const done = status.active?.some(({ name }) => name === jobName(cronJob, last)) === true;
  if (done || status.lastScheduleTime === rfc3339(last)) return waiting(current, now, next);
  return yield* startAt(current, status, last, next, clock, now);
}

function waiting(cronJob: CronJob, now: number, next: Next): Started {
  const after = untilNext(cronJob, now, next);
  return after === undefined ? {} : { after };
}

function* startAt(
  cronJob: CronJob,
  status: CronJobStatus,
  scheduled: number,
  next: Next,
  clock: Clock,
  now: number,
): Steps<Started> {
  const about = cronJob as ApiObject;
  const { namespace } = cronJob.metadata;
  const active = status.active ?? [];
  if (cronJob.spec?.concurrencyPolicy === 'Forbid' && active.length > 0) {
    const message = 'Not starting job because prior execution is running and concurrency policy is Forbid';
    yield eventOf(about, 'Normal', 'JobAlreadyActive', message);
    return waiting(cronJob, now, next);
  }
  if (cronJob.spec?.concurrencyPolicy === 'Replace') {
    for (const { name } of active) {
      const [found] = yield { verb: 'get', path: `/apis/batch/v1/namespaces/${namespace}/jobs/${name}` };
      if (found?.code !== 200) {
        yield eventOf(about, 'Warning', 'FailedGet', `Get job: ${refusalOf(found)}`);
        return { failed: true };
      }
      if (!(yield* deleteJob(cronJob, found.body as Job, status))) return { failed: true };
    }
  }
  const job = yield* createJob(cronJob, scheduled, clock, status);
  if (!('metadata' in job)) return job;
  status.active = [...(status.active ?? []), referenceTo(job)];
  status.lastScheduleTime = rfc3339(scheduled);
  return { ...waiting({ ...cronJob, status }, now, next), changed: true };
}

/** A Job of that name that is the CronJob's own counts as made, if it is not noted yet. */
function* createJob(cronJob: CronJob, scheduled: number, clock: Clock, status: CronJobStatus): Steps<Job | Started> {
  const about = cronJob as ApiObject;
  const path = `/apis/batch/v1/namespaces/${cronJob.metadata.namespace}/jobs`;
  const [answer] = yield { verb: 'create', path, body: jobFromTemplate(cronJob, scheduled, clock) };
  if (answer !== undefined && answer.code < 300) {
    const job = answer.body as Job;
    yield eventOf(about, 'Normal', 'SuccessfulCreate', `Created job ${job.metadata.name}`);
    return job;
  }
  if (answer?.code !== 409) {
    yield eventOf(about, 'Warning', 'FailedCreate', `Error creating job: ${refusalOf(answer)}`);
    return { failed: true };
  }
  const [found] = yield { verb: 'get', path: `${path}/${jobName(cronJob, scheduled)}` };
  if (found?.code !== 200) return { failed: true };
  const job = found.body as Job;
  const own = controllerOf(job as ApiObject)?.uid === cronJob.metadata.uid;
  return own && status.active?.some(({ uid }) => uid === job.metadata.uid) !== true ? job : {};
}

const referenceTo = ({ metadata }: Job) => ({
  kind: 'Job',
  ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  name: metadata.name,
  uid: metadata.uid,
  apiVersion: 'batch/v1',
  resourceVersion: metadata.resourceVersion,
});

/** `Thu, 01 Jan 2026 00:01:00 UTC` */
const rfc1123 = (ms: number): string => new Date(rfc3339(ms)).toUTCString().replace('GMT', 'UTC');
