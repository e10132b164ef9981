import type { EntryId, Message, Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { type Burst, burstsOf } from './bursts.ts';
import type { Classified } from './classify.ts';
import { type StepNumber, steps } from './steps.ts';

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

/** A little after the last arrival, so that it is seen to have arrived. */
const breath = 5;
/** Messages of an early step that come this late still belong to its first play. */
const late = 100;

export function stopsOf(index: TraceIndex, classes: ReadonlyMap<EntryId, Classified>): readonly Stop[] {
  const story = [...classes.values()].filter(({ level, step }) => level === 'story' && step !== undefined);
  const bursts = burstsOf(index, story);
  const ends = stepEnds(index, story, bursts);
  const moments = bursts
    .filter((burst) => !ends.some(({ at }) => at >= burst.start && at <= burst.end + breath))
    .map((burst) => ({ at: burst.end + breath, step: burst.step, kind: 'moment' as const }));
  const placed = [...ends, ...moments].toSorted((a, b) => a.at - b.at);
  const stops = placed.map((stop, place): Stop => {
    const from = placed[place - 1]?.at ?? 0;
    return {
      ...stop,
      from,
      messages: story.filter(({ message }) => message.sentAt >= from && message.sentAt < stop.at),
    };
  });
  return [...stops, ...absentConnect(index, stops)];
}

interface StepEnd {
  readonly at: Millis;
  readonly step: StepNumber;
  readonly kind: 'step';
}

function stepEnds(index: TraceIndex, story: readonly Classified[], bursts: readonly Burst[]): StepEnd[] {
  const firsts = firstsInOrder(story);
  let before = 0;
  return firsts.map(({ step, first }, place) => {
    const next = firsts[place + 1]?.first.sentAt ?? Number.POSITIVE_INFINITY;
    const burst = bursts.find(({ start, end }) => first.sentAt >= start && first.sentAt <= end);
    const quiet = Math.min(lastEnd(index, story, first.sentAt, Math.min(next, burst?.end ?? next)) + breath, next);
    const stragglers = step < 5 && Number.isFinite(next) ? lastArrival(story, step, next) : 0;
    before = Math.max(quiet, stragglers, before + 0.01);
    return { at: before, step, kind: 'step' };
  });
}

/** The first message of each step of this run; a step never begins before the one that stands before it. */
function firstsInOrder(story: readonly Classified[]): { step: StepNumber; first: Message }[] {
  const found: { step: StepNumber; first: Message }[] = [];
  for (const { number } of steps) {
    const since = found.at(-1)?.first.sentAt ?? 0;
    const first = story.find(({ step, message }) => step === number && message.sentAt >= since)?.message;
    if (first) found.push({ step: number, first });
  }
  return found;
}

/** When the last message sent in this stretch, or its answer, arrived. */
function lastEnd(index: TraceIndex, story: readonly Classified[], from: Millis, to: Millis): Millis {
  const until = index.trace.scenario.until;
  return story.reduce((end, { message }) => {
    if (message.sentAt < from || message.sentAt >= to) return end;
    const answer = message.body.type === 'cri-call' ? index.answerOf.get(message.id) : undefined;
    return Math.max(end, Math.min(message.receivedAt, until), Math.min(answer?.receivedAt ?? 0, until));
  }, from);
}

function lastArrival(story: readonly Classified[], step: StepNumber, next: Millis): Millis {
  const mine = story.filter((each) => each.step === step && each.message.sentAt <= next + late);
  return Math.max(0, ...mine.map(({ message }) => message.receivedAt));
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
