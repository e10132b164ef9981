import type { Pod } from '../../kubernetes/api/types.ts';
import type { Invariant } from './invariant.ts';

/** spec.nodeName is set once; a Pod is replaced, never moved. */
export const aBoundPodNeverChangesItsNode: Invariant = {
  says: 'a bound pod never changes its node',
  broken(trace) {
    const nodes = new Map<string, string>();
    const found: string[] = [];
    for (const { resource, object, revision } of [...trace.initial, ...trace.writes]) {
      if (resource !== 'pods') continue;
      const { metadata, spec } = object as Pod;
      const before = nodes.get(metadata.uid);
      if (before !== undefined && spec.nodeName !== before) {
        found.push(`revision ${revision} moved ${metadata.name} from ${before} to ${spec.nodeName ?? 'no node'}`);
      }
      if (spec.nodeName) nodes.set(metadata.uid, spec.nodeName);
    }
    return found;
  },
};
