import { millisOf } from '../../api/times.ts';
import type { CronJob } from '../../api/types.ts';
import { type CronSchedule, type Interval, onDay } from './cron-schedule.ts';
import type { Clock } from './time-zone.ts';

const [minute, hour, fiveYears] = [60_000, 3_600_000, 5 * 366 * 86_400_000];

/** Asks a schedule for the first time after another, both virtual ms; undefined where none comes within five years. */
export type Next = (after: number) => number | undefined;

/** Source: github.com/robfig/cron/v3 v3.0.1 spec.go Next, constantdelay.go */
export function nextTimes(schedule: CronSchedule | Interval, clock: Clock): Next {
  if ('every' in schedule) return (after) => Math.floor(after / 1000) * 1000 + schedule.every;
  return (after) => {
    const end = after + fiveYears;
    for (let at = (Math.floor(after / minute) + 1) * minute; at <= end; ) {
      const local = clock(at);
      // Early in a day that does not count most of it is passed over: no day is shorter than 23 hours.
      if (!onDay(schedule, local)) at += toHour(local.minute) + (local.hour < 2 ? 20 * hour : 0);
      else if (!schedule.hour.values.has(local.hour)) at += toHour(local.minute);
      else if (!schedule.minute.values.has(local.minute)) at += minute;
      else return at;
    }
    return undefined;
  };
}

/** To the full hour, of the clock on the wall. */
const toHour = (minutes: number): number => (60 - minutes) * minute;

export interface Missed {
  /** From when times are counted, virtual ms. */
  readonly earliest: number;
  /** The last time that has come, virtual ms. */
  readonly last: number | undefined;
  readonly missed: 'none' | 'few' | 'many';
}

/**
 * The last time that has come since the CronJob was made or last started a Job.
 * Source: v1.35 pkg/controller/cronjob/utils.go mostRecentScheduleTime
 */
export function lastTime(cronJob: CronJob, now: number, next: Next, withDeadline: boolean): Missed {
  const since = millisOf(cronJob.status?.lastScheduleTime) ?? millisOf(cronJob.metadata.creationTimestamp) ?? now;
  const deadline = cronJob.spec?.startingDeadlineSeconds;
  const earliest = withDeadline && deadline !== undefined ? Math.max(since, now - deadline * 1000) : since;
  const first = next(earliest);
  if (first === undefined || now < first) return { earliest, last: undefined, missed: 'none' };
  const second = next(first);
  if (second === undefined || now < second) return { earliest, last: first, missed: 'none' };
  const between = second - first;
  const count = Math.floor((now - first) / between) + 1;
  let last: number | undefined;
  for (let at = next(first + (count - 2) * between); at !== undefined && at <= now; at = next(at)) last = at;
  return { earliest, last, missed: count > 100 ? 'many' : 'few' };
}

/** A little later than the time itself, so that it has surely come. Source: v1.35 pkg/controller/cronjob/cronjob_controllerv2.go nextScheduleDelta */
const delta = 100;

/** Virtual ms until the next time. Source: cronjob_controllerv2.go nextScheduleTimeDuration */
export function untilNext(cronJob: CronJob, now: number, next: Next): number | undefined {
  const { earliest, last, missed } = lastTime(cronJob, now, next, false);
  const at = next(last ?? (missed === 'none' ? earliest : now));
  return at === undefined ? undefined : Math.max(0, at + delta - now);
}
