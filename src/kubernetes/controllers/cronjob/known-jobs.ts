import { byText } from '../../api/fields.ts';
import { millisOf } from '../../api/times.ts';
import type { ApiObject, CronJob, Job } from '../../api/types.ts';
import { finishedAs } from '../job/conditions.ts';
import { eventOf, refusalOf, type Steps } from '../pod-control.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
export type CronJobStatus = Writable<NonNullable<CronJob['status']>>;

export const pathOf = ({ kind, metadata }: ApiObject): string =>
  `/apis/batch/v1/namespaces/${metadata.namespace}/${kind === 'Job' ? 'jobs' : 'cronjobs'}/${metadata.name}`;

export const isActive = (status: CronJobStatus, uid: string): boolean =>
  status.active?.some((reference) => reference.uid === uid) === true;

export function leave(status: CronJobStatus, uid: string): void {
  status.active = (status.active ?? []).filter((reference) => reference.uid !== uid);
}

/**
 * Brings the list of active Jobs up to what the Jobs say. True if the status is to be written.
 * Source: v1.35 pkg/controller/cronjob/cronjob_controllerv2.go syncCronJob
 */
export function* lookAtJobs(cronJob: CronJob, jobs: readonly Job[], status: CronJobStatus): Steps<boolean> {
  const about = cronJob as ApiObject;
  let changed = false;
  for (const job of jobs) {
    const end = finishedAs(job);
    const known = isActive(status, job.metadata.uid);
    if (end === undefined) {
      if (known) continue;
      const [found] = yield { verb: 'get', path: pathOf(about) };
      const stored = found?.code === 200 ? (found.body as CronJob).status : undefined;
      if (stored !== undefined && isActive(stored, job.metadata.uid)) {
        Object.assign(status, stored);
        continue;
      }
      const message = `Saw a job that the controller did not create or forgot: ${job.metadata.name}`;
      yield eventOf(about, 'Warning', 'UnexpectedJob', message);
      continue;
    }
    if (known) {
      leave(status, job.metadata.uid);
      const message = `Saw completed job: ${job.metadata.name}, condition: ${end}`;
      yield eventOf(about, 'Normal', 'SawCompletedJob', message);
      changed = true;
    }
    const completed = job.status?.completionTime;
    if (end !== 'Complete' || completed === undefined) continue;
    if ((millisOf(status.lastSuccessfulTime) ?? Number.NEGATIVE_INFINITY) >= (millisOf(completed) ?? 0)) continue;
    status.lastSuccessfulTime = completed;
    changed = true;
  }
  const there = new Set(jobs.map(({ metadata }) => metadata.uid));
  for (const { uid = '', name = '', namespace = '' } of status.active ?? []) {
    if (there.has(uid)) continue;
    const [found] = yield { verb: 'get', path: `/apis/batch/v1/namespaces/${namespace}/jobs/${name}` };
    if (found?.code !== 404) continue;
    yield eventOf(about, 'Normal', 'MissingJob', `Active job went missing: ${name}`);
    leave(status, uid);
    changed = true;
  }
  return changed;
}

/** Source: cronjob_controllerv2.go deleteJob */
export function* deleteJob(cronJob: CronJob, job: Job, status: CronJobStatus): Steps<boolean> {
  const about = cronJob as ApiObject;
  const body = { kind: 'DeleteOptions', apiVersion: 'v1', propagationPolicy: 'Background' };
  const [answer] = yield { verb: 'delete', path: pathOf(job as ApiObject), body };
  if (answer === undefined || answer.code >= 300) {
    yield eventOf(about, 'Warning', 'FailedDelete', `Deleted job: ${refusalOf(answer)}`);
    return false;
  }
  leave(status, job.metadata.uid);
  yield eventOf(about, 'Normal', 'SuccessfulDelete', `Deleted job ${job.metadata.name}`);
  return true;
}

/** Jobs that are over, beyond the limits, the oldest first. Source: cronjob_controllerv2.go cleanupFinishedJobs */
export function* dropFinished(cronJob: CronJob, jobs: readonly Job[], status: CronJobStatus): Steps<boolean> {
  let changed = false;
  const limits = [
    ['Complete', cronJob.spec?.successfulJobsHistoryLimit],
    ['Failed', cronJob.spec?.failedJobsHistoryLimit],
  ] as const;
  for (const [end, limit] of limits) {
    if (limit === undefined) continue;
    const over = jobs.filter((job) => finishedAs(job) === end).sort(byStart);
    for (const job of over.slice(0, Math.max(0, over.length - limit)))
      if (yield* deleteJob(cronJob, job, status)) changed = true;
  }
  return changed;
}

function byStart(a: Job, b: Job): number {
  const [first, second] = [a.status?.startTime ?? '~', b.status?.startTime ?? '~'];
  return byText(first, second) || byText(a.metadata.name, b.metadata.name);
}
