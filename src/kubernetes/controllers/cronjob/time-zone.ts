import { rfc3339 } from '../../api/times.ts';

/** What a clock on the wall shows. Months from 1, weekdays from Sunday, 0. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

/** Tells the time on the wall at a virtual time in ms. */
export type Clock = (ms: number) => LocalTime;

const utc: Clock = (ms) => {
  const date = new Date(rfc3339(ms));
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
};

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * The clock of a zone of the IANA database; undefined where there is no such zone. No zone at all means UTC, as the
 * control plane's own zone is. The parts are asked for as numbers, so no language or country has a say in them.
 */
export function clockOf(timeZone: string | undefined): Clock | undefined {
  if (timeZone === undefined || ['UTC', 'Etc/UTC', ''].includes(timeZone)) return utc;
  const format = formatFor(timeZone);
  if (format === undefined) return undefined;
  return (ms) => {
    const parts = new Map(format.formatToParts(new Date(rfc3339(ms))).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    return {
      year: number('year'),
      month: number('month'),
      day: number('day'),
      weekday: weekdays.indexOf(parts.get('weekday') ?? ''),
      hour: number('hour'),
      minute: number('minute'),
    };
  };
}

function formatFor(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
      hour: 'numeric',
      minute: 'numeric',
    });
  } catch {
    return undefined;
  }
}

/** A time as RFC 3339 in the zone. */
export function inZone(ms: number, clock: Clock): string {
  const { year, month, day, hour, minute } = clock(ms);
  const instant = Date.parse(rfc3339(ms));
  const offset = Math.round(
    (Date.UTC(year, month - 1, day, hour, minute) - Math.floor(instant / 60_000) * 60_000) / 60_000,
  );
  if (offset === 0) return rfc3339(ms);
  const two = (value: number): string => String(value).padStart(2, '0');
  const away = `${offset < 0 ? '-' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
  const local = new Date(instant + offset * 60_000).toISOString().slice(0, 19);
  return `${local}${away}`;
}
