import { describe, expect, it } from 'vitest';
import { millisOf, rfc3339 } from '../../../src/kubernetes/api/times.ts';
import { parseSchedule } from '../../../src/kubernetes/controllers/cronjob/cron-schedule.ts';
import { nextTimes } from '../../../src/kubernetes/controllers/cronjob/next-time.ts';
import { clockOf, inZone } from '../../../src/kubernetes/controllers/cronjob/time-zone.ts';

function nextAfter(schedule: string, from: string, zone?: string): string | undefined {
  const parsed = parseSchedule(schedule);
  const clock = clockOf(zone);
  if ('error' in parsed || clock === undefined) throw new Error(schedule);
  const at = nextTimes(parsed, clock)(millisOf(from) ?? 0);
  return at === undefined ? undefined : rfc3339(at);
}

describe('a schedule of five fields', () => {
  // The first of January 2026 is a Thursday.
  it.each([
    ['* * * * *', '2026-01-01T00:00:00Z', '2026-01-01T00:01:00Z'],
    ['*/15 * * * *', '2026-01-01T00:15:00Z', '2026-01-01T00:30:00Z'],
    ['5/20 * * * *', '2026-01-01T00:00:00Z', '2026-01-01T00:05:00Z'],
    ['0 0 * * *', '2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'],
    ['30 2 * * 1-5', '2026-01-02T03:00:00Z', '2026-01-05T02:30:00Z'],
    ['0 12 * * SUN', '2026-01-01T00:00:00Z', '2026-01-04T12:00:00Z'],
    ['0 0 1 jan,jul *', '2026-01-01T00:00:00Z', '2026-07-01T00:00:00Z'],
    ['0 0 29 2 *', '2026-01-01T00:00:00Z', '2028-02-29T00:00:00Z'],
    ['@hourly', '2026-01-01T00:00:30Z', '2026-01-01T01:00:00Z'],
    ['@weekly', '2026-01-01T00:00:00Z', '2026-01-04T00:00:00Z'],
    ['@every 90s', '2026-01-01T00:00:10Z', '2026-01-01T00:01:40Z'],
  ])('%s comes after %s at %s', (schedule, from, at) => {
    expect(nextAfter(schedule, from)).toBe(at);
  });

  it('takes either day where both the day of the month and that of the week are restricted', () => {
    expect(nextAfter('0 0 13 * FRI', '2026-01-01T00:00:00Z')).toBe('2026-01-02T00:00:00Z');
    expect(nextAfter('0 0 13 * FRI', '2026-01-09T00:00:00Z')).toBe('2026-01-13T00:00:00Z');
  });

  it('never comes where there is no such day', () => {
    expect(nextAfter('0 0 30 2 *', '2026-01-01T00:00:00Z')).toBeUndefined();
  });
});

describe('a schedule in a time zone', () => {
  it('goes by the clock on the wall there, in summer and in winter', () => {
    expect(nextAfter('30 2 * * *', '2026-01-01T00:00:00Z', 'Europe/Vienna')).toBe('2026-01-01T01:30:00Z');
    expect(nextAfter('30 2 * * *', '2026-07-01T00:00:00Z', 'Europe/Vienna')).toBe('2026-07-01T00:30:00Z');
  });

  it('leaves out a time that the clocks jump over', () => {
    // On 29 March 2026 the clocks go from 2:00 to 3:00.
    expect(nextAfter('30 2 * * *', '2026-03-28T12:00:00Z', 'Europe/Vienna')).toBe('2026-03-30T00:30:00Z');
  });

  it('is written with its distance from UTC', () => {
    const clock = clockOf('Asia/Kolkata');
    expect(clock && inZone(0, clock)).toBe('2026-01-01T05:30:00+05:30');
    expect(clockOf('Nowhere/Land')).toBeUndefined();
  });
});

describe('a schedule that is none', () => {
  it.each([
    ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * * * 7', 'end of range (7) above maximum (6): 7'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-2 * * * *', 'beginning of range (5) beyond end of range (2): 5-2'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['@never', 'unrecognized descriptor: @never'],
  ])('%s: %s', (schedule, error) => {
    expect(parseSchedule(schedule)).toEqual({ error });
  });
});
