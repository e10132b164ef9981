import type { EntryId, Millis } from '../trace/trace.ts';
import { type Level, shownAt } from './level.ts';
import type { Story } from './tell.ts';

/** The message shown at this level that arrived last; undefined before the first. */
export function lastArrived({ classes }: Story, level: Level, at: Millis): EntryId | undefined {
  let last: { readonly id: EntryId; readonly receivedAt: Millis } | undefined;
  for (const told of classes.values()) {
    const { message } = told;
    if (message.receivedAt > at || !shownAt(told.level, level)) continue;
    if (last === undefined || message.receivedAt >= last.receivedAt) last = message;
  }
  return last?.id;
}
