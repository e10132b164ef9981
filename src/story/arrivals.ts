import { lastUpTo } from '../trace/binary-search.ts';
import type { EntryId, Message, Millis } from '../trace/trace.ts';
import type { Classified } from './classify.ts';
import { type Level, shownAt } from './level.ts';

/** The messages shown at a level, in the order in which they arrive. */
export const arrivalsOf = (classes: Iterable<Classified>, level: Level): readonly Message[] =>
  [...classes]
    .filter((told) => shownAt(told.level, level))
    .map(({ message }) => message)
    .toSorted((a, b) => a.receivedAt - b.receivedAt);

/** The one of these messages that arrived last by then; undefined before the first. */
export const lastArrived = (arrivals: readonly Message[], at: Millis): EntryId | undefined =>
  lastUpTo(arrivals, at, ({ receivedAt }) => receivedAt)?.id;
