import { countUpTo, lastUpTo } from '../trace/binary-search.ts';
import { type Frame, frameAt, frameFrom } from '../trace/frame.ts';
import type { EntryId, Millis, NodeFact, Write } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';
import { nearestShown, type Showings } from './showing.ts';

/** Something that happened, with the time at which the story shows it. */
interface Shown<T> {
  readonly at: Millis;
  readonly what: T;
}

/** What the story shows later than it happened: the histories that contain such an entry, by object and by Pod. */
export interface ShownLater {
  readonly writes: ReadonlyMap<string, readonly Shown<Write>[]>;
  readonly facts: ReadonlyMap<string, readonly Shown<NodeFact>[]>;
  /** The highest revision that is shown by then, in order of time. */
  readonly revisions: readonly Shown<number>[];
}

/** Follows `showings`: what a message brought about is shown as much later as the message itself is. */
export function shownLater(index: TraceIndex, showings: Showings): ShownLater {
  const writes = later(index, showings, index.histories);
  return { writes, facts: later(index, showings, index.facts), revisions: revisionsOf(index, writes) };
}

function revisionsOf(index: TraceIndex, writes: ShownLater['writes']): readonly Shown<number>[] {
  const shown = [...index.histories].flatMap(([key, history]) =>
    history.map((what, place) => ({ at: writes.get(key)?.[place]?.at ?? what.at, what: what.revision })),
  );
  let highest = 0;
  return shown
    .toSorted((a, b) => a.at - b.at || a.what - b.what)
    .map(({ at, what }) => {
      highest = Math.max(highest, what);
      return { at, what: highest };
    });
}

function later<T extends { readonly at: Millis; readonly cause: EntryId }>(
  index: TraceIndex,
  showings: Showings,
  histories: ReadonlyMap<string, readonly T[]>,
): Map<string, readonly Shown<T>[]> {
  const found = new Map<string, readonly Shown<T>[]>();
  for (const [key, history] of histories) {
    let last = 0;
    const shown = history.map((what) => {
      last = Math.max(last, what.at + (what.at > 0 ? lagBehind(index, showings, what.cause) : 0));
      return { at: last, what };
    });
    if (shown.some(({ at, what }) => at > what.at)) found.set(key, shown);
  }
  return found;
}

/** How long after its true time the nearest cause is shown that the story shows, in virtual ms. */
function lagBehind(index: TraceIndex, showings: Showings, cause: EntryId): Millis {
  const shown = nearestShown(index, showings, cause);
  return shown ? shown.showing.from - shown.message.sentAt : 0;
}

/**
 * The cluster as the story shows it at `at`: what a later step brought about is not there before that step is shown,
 * though in truth steps overlap by some milliseconds.
 */
export function shownFrameAt(index: TraceIndex, { writes, facts, revisions }: ShownLater, at: Millis): Frame {
  const frame = frameAt(index, at);
  if (writes.size === 0 && facts.size === 0) return frame;
  const shown = frameFrom(index, at, {
    object(key) {
      const history = writes.get(key);
      if (!history) return frame.object(key);
      const write = upTo(history, at).at(-1)?.what;
      return write === undefined || write.operation === 'delete' ? undefined : write.object;
    },
    facts(uid) {
      const life = facts.get(uid);
      if (!life) return frame.facts(uid);
      return new Map(upTo(life, at).map(({ what }) => [what.container ?? '', what]));
    },
  });
  return { ...shown, revision: () => lastUpTo(revisions, at, (each) => each.at)?.what ?? 0 };
}

const upTo = <T>(history: readonly Shown<T>[], at: Millis): readonly Shown<T>[] =>
  history.slice(
    0,
    countUpTo(history, at, (each) => each.at),
  );
