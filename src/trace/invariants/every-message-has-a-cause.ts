import type { Invariant } from './invariant.ts';

/** Backs the "why" button: from any dot, causes lead back to a person's action or a timer. */
export const everyMessageHasACause: Invariant = {
  says: 'every message was caused by an action, a timer or something earlier',
  broken(trace) {
    const known = new Set<number>();
    for (const { id } of trace.initial) known.add(id);
    for (const { id } of trace.roots) known.add(id);
    for (const { id } of trace.messages) known.add(id);
    for (const { id } of trace.transitions) known.add(id);
    for (const { id } of trace.decisions) known.add(id);
    for (const { id } of trace.writes) known.add(id);
    for (const { id } of trace.facts) known.add(id);
    return trace.messages
      .filter(({ id, cause }) => cause >= id || !known.has(cause))
      .map(({ id, cause }) => `message ${id} names ${cause}, which had not happened`);
  },
};
