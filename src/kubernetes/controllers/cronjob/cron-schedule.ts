import type { LocalTime } from './time-zone.ts';

/** The times of one field: which values, and whether it was left open (`*`), which matters for days. */
interface FieldSet {
  readonly values: ReadonlySet<number>;
  readonly open: boolean;
}

export interface CronSchedule {
  readonly minute: FieldSet;
  readonly hour: FieldSet;
  readonly day: FieldSet;
  readonly month: FieldSet;
  readonly weekday: FieldSet;
}

/** `@every 90m`: always so long after the last time, virtual ms. */
export interface Interval {
  readonly every: number;
}

export type ParsedSchedule = CronSchedule | Interval | { readonly error: string };

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const weekdays = 'sun mon tue wed thu fri sat'.split(' ');
const bounds: readonly Bounds[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: weekdays },
];

const shorthands: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * Five fields, or one of the words for often used ones.
 * Source: github.com/robfig/cron/v3 v3.0.1 parser.go ParseStandard
 */
export function parseSchedule(text: string): ParsedSchedule {
  if (text === '') return { error: 'empty spec string' };
  if (text.startsWith('@')) return byWord(text);
  const fields = text.split(/\s+/).filter((field) => field !== '');
  if (fields.length !== 5) return { error: `expected exactly 5 fields, found ${fields.length}: [${fields.join(' ')}]` };
  const sets: FieldSet[] = [];
  for (const [i, field] of fields.entries()) {
    const set = fieldSet(field, bounds[i] ?? { min: 0, max: 0 });
    if ('error' in set) return set;
    sets.push(set);
  }
  const [minute, hour, day, month, weekday] = sets;
  if (!minute || !hour || !day || !month || !weekday) return { error: 'empty spec string' };
  return { minute, hour, day, month, weekday };
}

function byWord(text: string): ParsedSchedule {
  const long = shorthands[text];
  if (long !== undefined) return parseSchedule(long);
  const every = text.startsWith('@every ') ? durationOf(text.slice('@every '.length)) : undefined;
  if (every === undefined) return { error: `unrecognized descriptor: ${text}` };
  return { every: Math.max(1000, Math.floor(every / 1000) * 1000) };
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** As Go writes durations, in ms. */
function durationOf(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * (units[unit ?? ''] ?? 0),
    0,
  );
}

function fieldSet(field: string, limits: Bounds): FieldSet | { readonly error: string } {
  const values = new Set<number>();
  let open = false;
  for (const part of field.split(',').filter((each) => each !== '')) {
    const range = rangeOf(part, limits);
    if ('error' in range) return range;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
    open ||= range.open;
  }
  return { values, open };
}

/** `n`, `n-m`, `*`, each with `/step`. Source: parser.go getRange */
function rangeOf(
  part: string,
  { min, max, names }: Bounds,
):
  | { readonly from: number; readonly to: number; readonly step: number; readonly open: boolean }
  | { readonly error: string } {
  const [range = '', stepText, ...more] = part.split('/');
  const [low = '', high, ...rest] = range.split('-');
  if (more.length > 0) return { error: `too many slashes: ${part}` };
  if (rest.length > 0) return { error: `too many hyphens: ${part}` };
  const number = (text: string): number => {
    const named = names?.indexOf(text.toLowerCase()) ?? -1;
    return named >= 0 ? named + min : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  };
  const star = low === '*' || low === '?';
  const from = star ? min : number(low);
  const step = stepText === undefined ? 1 : number(stepText);
  const single = !star && high === undefined;
  // A single value with a step begins there and goes on to the end.
  const to = star || (single && stepText !== undefined) ? max : single ? from : number(high ?? '');
  const bad = [low, high, stepText].find(
    (text, i) => text !== undefined && !(i === 0 && star) && Number.isNaN(number(text)),
  );
  if (bad !== undefined)
    return { error: `failed to parse int from ${bad}: strconv.Atoi: parsing "${bad}": invalid syntax` };
  if (from < min) return { error: `beginning of range (${from}) below minimum (${min}): ${part}` };
  if (to > max) return { error: `end of range (${to}) above maximum (${max}): ${part}` };
  if (from > to) return { error: `beginning of range (${from}) beyond end of range (${to}): ${part}` };
  if (step === 0) return { error: `step of range should be a positive number: ${part}` };
  return { from, to, step, open: star && step === 1 };
}

/** Where both days are restricted, one of them is enough. Source: github.com/robfig/cron/v3 v3.0.1 spec.go dayMatches */
export function onDay({ day, month, weekday }: CronSchedule, local: LocalTime): boolean {
  if (!month.values.has(local.month)) return false;
  const [byDay, byWeekday] = [day.values.has(local.day), weekday.values.has(local.weekday)];
  return day.open || weekday.open ? byDay && byWeekday : byDay || byWeekday;
}
