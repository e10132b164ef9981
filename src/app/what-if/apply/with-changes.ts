import type { Change, ClusterChange } from '../../../kubernetes/scheduling/what-if/change.ts';
import type { Origin } from '../../../story/origin-of.ts';
import type { Documents } from '../../documents.ts';
import { withAction } from '../../intervene.ts';
import type { Applied } from './applied.ts';
import { withCapacity } from './with-capacity.ts';
import { withNode } from './with-node.ts';
import { withPodEdits } from './with-pod-edits.ts';

/**
 * The scenario in which all the changes are made: in the manifest from the start of the run, in the cluster by
 * commands at `at` (virtual ms), in the order given.
 *
 * @param origins the Pod and what made it, as `originOf` finds them
 */
export function withChanges(
  documents: Documents,
  origins: readonly Origin[],
  changes: readonly Change[],
  at: number,
): Applied {
  let now = documents;
  const did: string[] = [];
  let then = at;
  for (const change of changes) {
    const applied = change.on === 'pod' ? withPodEdits(now, origins, change.edits, then) : inCluster(now, change, then);
    if ('cannot' in applied) return applied;
    now = applied.documents;
    did.push(applied.did);
    if (change.on === 'cluster' && change.kubectl !== undefined) then += typing;
  }
  return { documents: now, did: `${[...new Set(did)].join('; ')}.` };
}

/** Virtual ms from one command to the next: one may rest on what the other has done. */
const typing = 500;

function inCluster(documents: Documents, { effect, kubectl, says }: ClusterChange, at: number): Applied {
  if (effect.type === 'new node')
    return { documents: withNode(documents, effect.node), did: `${effect.node.metadata.name} is in the cluster` };
  if (effect.type === 'node' && kubectl === undefined) return withCapacity(documents, effect.node);
  if (kubectl === undefined) return { cannot: `There is no command for it: ${says}.` };
  return { documents: withAction(documents, at, { kubectl }), did: `kubectl ${kubectl}` };
}
