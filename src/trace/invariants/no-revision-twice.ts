import type { Invariant } from './invariant.ts';

/** One transaction, one revision. */
export const noRevisionTwice: Invariant = {
  says: 'no revision is used twice',
  broken(trace) {
    const used = new Map<number, string>();
    const found: string[] = [];
    for (const { revision, key } of trace.writes) {
      const other = used.get(revision);
      if (other !== undefined) found.push(`revision ${revision} wrote ${other} and ${key}`);
      used.set(revision, key);
    }
    return found;
  },
};
