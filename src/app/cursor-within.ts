import type { Trace } from '../trace/trace.ts';
import type { Choices } from './choices.ts';

/** A little after a command returned, in virtual ms: its output is there. */
const after = 0.01;

/** Another run is there: the cursor stays within it, and goes on to where a command that was typed returns. */
export function cursorWithin({ commands, scenario }: Trace): (now: Choices) => Partial<Choices> {
  return ({ cursor, awaited }) => {
    const typed = awaited === undefined ? undefined : commands.findLast(({ at }) => Math.abs(at - awaited) < 1);
    const goal = typed ? Math.max(cursor, typed.returnedAt + after) : cursor;
    return { cursor: Math.min(goal, scenario.until), awaited: undefined };
  };
}
