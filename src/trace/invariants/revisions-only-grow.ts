import type { Invariant } from './invariant.ts';

/** etcd counts upwards, so "the cluster at revision 816" is one moment. */
export const revisionsOnlyGrow: Invariant = {
  says: 'revisions only grow',
  broken(trace) {
    const found: string[] = [];
    let last = 0;
    for (const { id, revision } of trace.writes) {
      if (revision < last) found.push(`write ${id} has revision ${revision} after ${last}`);
      last = Math.max(last, revision);
    }
    return found;
  },
};
