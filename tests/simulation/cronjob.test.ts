import { describe, expect, it } from 'vitest';
import type { CronJob, Job } from '../../src/kubernetes/api/types.ts';
import { createdOf, eventsOf, lastOf, runOf, thereOf } from './run-of.ts';

const cronJob = (spec: object, command: readonly string[] = ['sleep', '1']): object => ({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  metadata: { name: 'hello' },
  spec: {
    schedule: '* * * * *',
    ...spec,
    jobTemplate: {
      metadata: { labels: { kind: 'timed' } },
      spec: {
        template: {
          spec: { restartPolicy: 'Never', containers: [{ name: 'main', image: 'busybox', command }] },
        },
      },
    },
  },
});
const create = ['0s', 'create -f cj.yaml'] as const;
/** Minutes since 1970 at virtual time zero. */
const zero = 29_453_760;

describe('a CronJob', () => {
  const trace = runOf({ 'cj.yaml': cronJob({}) }, [create], '190s');
  const jobs = createdOf<Job>(trace, 'jobs');

  it('makes a Job each time that its schedule says so, named after the minute', () => {
    expect(jobs.map(({ metadata }) => metadata.name)).toEqual([1, 2, 3].map((n) => `hello-${zero + n}`));
    expect(jobs[0]?.metadata.labels?.kind).toBe('timed');
    expect(jobs[0]?.metadata.annotations?.['batch.kubernetes.io/cronjob-scheduled-timestamp']).toBe(
      '2026-01-01T00:01:00Z',
    );
  });

  it('tells of each Job that it makes and that is over', () => {
    expect(eventsOf(trace, 'cronjob-controller').slice(0, 2)).toEqual([
      `SuccessfulCreate: Created job hello-${zero + 1}`,
      `SawCompletedJob: Saw completed job: hello-${zero + 1}, condition: Complete`,
    ]);
    expect(lastOf<CronJob>(trace, 'cronjobs/default/hello')?.status?.lastScheduleTime).toBe('2026-01-01T00:03:00Z');
  });
});

describe('a CronJob whose Job still runs when the next is due', () => {
  const run = (concurrencyPolicy: string) =>
    runOf({ 'cj.yaml': cronJob({ concurrencyPolicy }, ['sleep', '90']) }, [create], '125s');

  it('starts another beside it under Allow', () => {
    expect(createdOf(run('Allow'), 'jobs')).toHaveLength(2);
  });

  it('leaves one out under Forbid', () => {
    const trace = run('Forbid');
    expect(createdOf(trace, 'jobs')).toHaveLength(1);
    expect(eventsOf(trace, 'cronjob-controller')).toContain(
      'JobAlreadyActive: Not starting job because prior execution is running and concurrency policy is Forbid',
    );
  });

  it('deletes the old one under Replace', () => {
    const trace = run('Replace');
    expect(thereOf(trace, 'jobs')).toEqual([`hello-${zero + 2}`]);
    expect(eventsOf(trace, 'cronjob-controller')).toContain(`SuccessfulDelete: Deleted job hello-${zero + 1}`);
  });
});

describe('a CronJob with a limit of history', () => {
  it('keeps so many of the Jobs that have succeeded', () => {
    const trace = runOf({ 'cj.yaml': cronJob({ successfulJobsHistoryLimit: 1 }) }, [create], '190s');
    expect(thereOf(trace, 'jobs')).toEqual([`hello-${zero + 3}`]);
  });
});

describe('a Job made by hand from a CronJob', () => {
  it('belongs to it, and is one that it did not expect', () => {
    const trace = runOf({ 'cj.yaml': cronJob({ suspend: true }) }, [
      create,
      ['5s', 'create job by-hand --from=cronjob/hello'],
    ]);
    const [job] = createdOf<Job>(trace, 'jobs');
    expect(job?.metadata.annotations?.['cronjob.kubernetes.io/instantiate']).toBe('manual');
    expect(job?.metadata.ownerReferences?.[0]?.name).toBe('hello');
    expect(eventsOf(trace, 'cronjob-controller')[0]).toBe(
      'UnexpectedJob: Saw a job that the controller did not create or forgot: by-hand',
    );
  });
});
