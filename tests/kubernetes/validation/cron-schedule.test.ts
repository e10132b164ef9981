import { describe, expect, it } from 'vitest';
import { scheduleProblem } from '../../../src/kubernetes/validation/cron-schedule.ts';

describe('a schedule', () => {
  it.each(['* * * * *', '*/5 0 1,15 jan-mar mon', '@daily', '@every 1h30m', '0 22 * * 1-5', '5/15 * * * ?'])(
    'may be %s',
    (text) => {
      expect(scheduleProblem(text)).toBeUndefined();
    },
  );

  it.each([
    ['error', 'expected exactly 5 fields, found 1: [error]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['5-3 * * * *', 'beginning of range (5) beyond end of range (3): 5-3'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['a * * * *', 'failed to parse int from a: strconv.Atoi: parsing "a": invalid syntax'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['@sometimes', 'unrecognized descriptor: @sometimes'],
  ])('may not be %s', (text, why) => {
    expect(scheduleProblem(text)).toBe(why);
  });
});
