import type { EntryId, Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { burstsOf } from './bursts.ts';
import type { Classified } from './classify.ts';
import { breath, type Showings, type StepEnd, showingsOf } from './showing.ts';
import type { StepNumber } from './steps.ts';

/** A place where guided play stops and waits. */
export interface Stop {
  /** From the stop before; what happens in between is this stop's to tell. */
  readonly from: Millis;
  readonly at: Millis;
  readonly step: StepNumber;
  /** `step`: the step's first play. `moment`: something further in time. `absent`: a step that this run does not have. */
  readonly kind: 'step' | 'moment' | 'absent';
  /** The story messages told here. */
  readonly messages: readonly Classified[];
}

type PlacedStop = Pick<Stop, 'at' | 'step' | 'kind'>;

export interface Stops {
  readonly stops: readonly Stop[];
  readonly showings: Showings;
}

export function stopsOf(index: TraceIndex, classes: ReadonlyMap<EntryId, Classified>): Stops {
  const story = [...classes.values()].filter(({ level, step }) => level === 'story' && step !== undefined);
  const bursts = burstsOf(index, story);
  const burstEnd = (at: Millis) => bursts.find(({ start, end }) => at >= start && at <= end)?.end ?? at;
  const { showings, ends } = showingsOf(index, story, burstEnd);
  const moments = bursts
    .filter((burst) => !ends.some(({ at }) => at >= burst.start && at <= burst.end + breath))
    .map((burst) => ({ at: burst.end + breath, step: burst.step, kind: 'moment' as const }));
  const steps = ends.map(({ step, at }) => ({ step, at, kind: 'step' as const }));
  const ordered = [...steps, ...moments, ...placedLate(ends)].toSorted((a, b) => a.at - b.at);
  const ran = story.some(({ label }) => label.startsWith('PATCH status: Running'));
  const placed = ran ? withAbsentConnect(index, ordered) : ordered.length > 0 ? ordered : withoutRequest(index);
  const stops = placed.map((stop, place): Stop => {
    const from = placed[place - 1]?.at ?? 0;
    const messages = story.filter(({ message }) => {
      const shownFrom = showings.get(message.id)?.from ?? message.sentAt;
      return shownFrom >= from && shownFrom < stop.at;
    });
    return { ...stop, from, messages };
  });
  return { stops, showings };
}

/** kubectl can give up before it asks for anything; what it says then is all there is to tell. */
function withoutRequest({ trace }: TraceIndex): readonly PlacedStop[] {
  const [first] = trace.commands;
  if (first === undefined || first.code === 0) return [];
  return [{ at: Math.min(first.returnedAt + breath, trace.scenario.until), step: 1, kind: 'step' }];
}

/** A wait between Place and Run this long, in virtual ms, is one for room. */
const wait = 1500;

/** A Pod that no node could take at first has a stop of its own where it is placed after all. */
function placedLate(ends: readonly StepEnd[]): readonly PlacedStop[] {
  const place = ends.find(({ step }) => step === 4);
  const run = ends.find(({ step }) => step === 5);
  if (!place || !run || run.from - place.at < wait) return [];
  return [{ at: run.from - 0.01, step: 4, kind: 'moment' }];
}

/** A Pod that runs and that no Service selects: the seventh step is told after the sixth, and is not in this run. */
function withAbsentConnect(index: TraceIndex, placed: readonly PlacedStop[]): readonly PlacedStop[] {
  const told = new Set(placed.map(({ step }) => step));
  const report = placed.findIndex(({ step, kind }) => step === 6 && kind === 'step');
  const after = placed[report];
  if (!after || told.has(7)) return placed;
  const next = placed[report + 1]?.at ?? index.trace.scenario.until;
  const absent = { at: Math.min(after.at + 10, (after.at + next) / 2), step: 7 as const, kind: 'absent' as const };
  return placed.toSpliced(report + 1, 0, absent);
}

/** The stop whose stretch the cursor is in; at a stop's own moment, that stop. */
export function stopAt(stops: readonly Stop[], at: Millis): Stop | undefined {
  return stops.find((stop) => at <= stop.at) ?? stops.at(-1);
}
