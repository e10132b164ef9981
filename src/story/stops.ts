import type { EntryId, Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { burstsOf } from './bursts.ts';
import type { Classified } from './classify.ts';
import { breath, type Showings, showingsOf } from './showing.ts';
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
  const steps = ends.map((end) => ({ ...end, kind: 'step' as const }));
  const placed = [...steps, ...moments].toSorted((a, b) => a.at - b.at);
  const stops = placed.map((stop, place): Stop => {
    const from = placed[place - 1]?.at ?? 0;
    const messages = story.filter(({ message }) => {
      const shownFrom = showings.get(message.id)?.from ?? message.sentAt;
      return shownFrom >= from && shownFrom < stop.at;
    });
    return { ...stop, from, messages };
  });
  return { stops: [...stops, ...absentConnect(index, stops)], showings };
}

/** A Pod that runs and that no Service selects: the seventh step is told, and is not in this run. */
function absentConnect(index: TraceIndex, stops: readonly Stop[]): Stop[] {
  const last = stops.at(-1);
  const told = new Set(stops.map(({ step }) => step));
  if (!last || !told.has(6) || told.has(7)) return [];
  const at = Math.min(last.at + 10, index.trace.scenario.until);
  return [{ from: last.at, at, step: 7, kind: 'absent', messages: [] }];
}

/** The stop whose stretch the cursor is in; at a stop's own moment, that stop. */
export function stopAt(stops: readonly Stop[], at: Millis): Stop | undefined {
  return stops.find((stop) => at <= stop.at) ?? stops.at(-1);
}
