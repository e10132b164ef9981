import type { EntryId, Message, Millis } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { aboutOf } from './about.ts';
import type { Classified } from './classify.ts';
import { type StepNumber, steps } from './steps.ts';

/**
 * When a message of the story is seen to fly. Steps overlap by a few milliseconds in a real cluster: watches speak before
 * kubectl has its answer. The story shows one step after the other, so a message never flies before its step begins nor
 * before its cause has arrived; its true times stand beside it, and below Story nothing is moved.
 */
export interface Showing {
  readonly from: Millis;
  readonly to: Millis;
}

export type Showings = ReadonlyMap<EntryId, Showing>;

export interface StepEnd {
  readonly step: StepNumber;
  /** When its first message is sent. */
  readonly from: Millis;
  readonly at: Millis;
}

/** A little after the last arrival, so that it is seen to have arrived. */
export const breath = 5;
/** A command that stays open, such as a watch, is no ask of this many virtual ms. */
const longestAsk = 5000;
/** Messages of an early step that come this late still belong to its first play. */
const late = 100;

/** When each story message is shown, and where the first play of each step ends. */
export function showingsOf(
  index: TraceIndex,
  story: readonly Classified[],
  burstEnd: (at: Millis) => Millis,
): { readonly showings: Showings; readonly ends: readonly StepEnd[] } {
  const firsts = firstsInOrder(index, story);
  const showings = new Map<EntryId, Showing>();
  const ends: StepEnd[] = [];
  for (const [place, { step, first }] of firsts.entries()) {
    const start = ends.at(-1)?.at ?? 0;
    const next = firsts[place + 1]?.first.sentAt ?? Number.POSITIVE_INFINITY;
    const burst = burstEnd(first.sentAt);
    const limit =
      step < 5 && next <= burst
        ? Math.max(next + late, start, step > 2 ? 0 : askedUntil(index, first))
        : Math.min(next, burst);
    const wave = story.filter(
      (told) => told.step === step && told.message.sentAt >= first.sentAt && told.message.sentAt <= limit,
    );
    for (const { message } of wave) show(index, showings, message, start);
    const shown = Math.max(...wave.map((told) => lastSeen(index, showings, told)));
    const others = step < 5 ? 0 : lastArrival(index, story, first.sentAt, Math.min(next, limit));
    const end = Math.max(shown, others);
    ends.push({ step, from: first.sentAt, at: Math.max(Math.min(end + breath, next), end + 0.02, start + 0.02) });
  }
  for (const { message } of story) if (!showings.has(message.id)) show(index, showings, message, 0);
  return { showings, ends };
}

/** A file with many objects is asked for one by one: all of it is one Ask and one Store. */
function askedUntil({ trace }: TraceIndex, { sentAt }: Message): Millis {
  const under = trace.commands.filter(({ at, returnedAt }) => at <= sentAt && returnedAt >= sentAt);
  return Math.min(Math.max(0, ...under.map(({ returnedAt }) => returnedAt)), sentAt + longestAsk);
}

function show(index: TraceIndex, showings: Map<EntryId, Showing>, message: Message, start: Millis): void {
  const cause = nearestShown(index, showings, message.cause);
  const from = Math.max(message.sentAt, start, cause?.showing.to ?? 0);
  showings.set(message.id, { from, to: from + (message.receivedAt - message.sentAt) });
}

/** The nearest cause that is itself shown, with when it is; looked for no further than that many causes back. */
export function nearestShown(
  index: TraceIndex,
  showings: Showings,
  cause: EntryId,
): { readonly message: Message; readonly showing: Showing } | undefined {
  let next = cause;
  for (let depth = 0; depth < farthestCause; depth += 1) {
    const entry = index.entry(next);
    if (!entry || entry.is === 'root') return undefined;
    const showing = entry.is === 'message' ? showings.get(next) : undefined;
    if (entry.is === 'message' && showing) return { message: entry.value, showing };
    next = entry.value.cause;
  }
  return undefined;
}

const farthestCause = 32;

/** When a message is through, and what it asked for done: a call to the runtime returned, a request stored. */
function lastSeen(index: TraceIndex, showings: Showings, { message, step = 1 }: Classified): Millis {
  const { id, body, sentAt, receivedAt } = message;
  const until = index.trace.scenario.until;
  const { from, to } = showings.get(id) ?? { from: sentAt, to: receivedAt };
  const answer = index.answerOf.get(id);
  // That kube-apiserver stores what kubectl asks for is a step of its own.
  const stored = body.type === 'http-request' && step > 2 ? answer?.sentAt : undefined;
  const done = body.type === 'cri-call' ? answer?.receivedAt : stored;
  return Math.min(Math.max(to, (done ?? 0) + from - sentAt), until);
}

/** When the last message of any step sent in this stretch arrived. */
function lastArrival(index: TraceIndex, story: readonly Classified[], from: Millis, to: Millis): Millis {
  const until = index.trace.scenario.until;
  return story.reduce((end, { message }) => {
    if (message.sentAt < from || message.sentAt >= to) return end;
    return Math.max(end, Math.min(message.receivedAt, until));
  }, 0);
}

/**
 * The first message of each step of this run; a step never begins before the one that stands before it. What concerns
 * objects that were there before the run opens no step: a neighbour's end is not the report of the Pod that is told of.
 */
function firstsInOrder(index: TraceIndex, story: readonly Classified[]): { step: StepNumber; first: Message }[] {
  const before = new Set(index.trace.initial.map(({ key }) => key));
  const found: { step: StepNumber; first: Message }[] = [];
  for (const { number } of steps) {
    const since = found.at(-1)?.first.sentAt ?? 0;
    const first = story.find(
      ({ step, message }) =>
        step === number && message.sentAt >= since && (number < 5 || !before.has(aboutOf(index, message) ?? '')),
    )?.message;
    if (first) found.push({ step: number, first });
  }
  return found;
}
