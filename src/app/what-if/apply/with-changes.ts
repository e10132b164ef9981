import type { Change, ClusterChange } from '../../../kubernetes/scheduling/what-if/change.ts';
import type { Origin } from '../../../story/origin-of.ts';
import type { Documents } from '../../documents.ts';
import { withAction } from '../../intervene.ts';
import type { Applied } from './applied.ts';
import { withNode } from './with-node.ts';
import { withNodeAs } from './with-node-as.ts';
import { withPodEdits } from './with-pod-edits.ts';

/**
 * The scenario in which all the changes are made, in the order given: in the manifest from the start of the run, in the
 * cluster by commands at `at` (virtual ms). A Pod that has its node already is moved by no command: for it the nodes
 * are changed from the start.
 *
 * @param origins the Pod and what made it, as `originOf` finds them
 */
export function withChanges(
  documents: Documents,
  origins: readonly Origin[],
  changes: readonly Change[],
  at: number,
  fromStart = false,
): Applied {
  let now = documents;
  const did: string[] = [];
  let then = at;
  for (const change of changes) {
    const applied =
      change.on === 'pod' ? withPodEdits(now, origins, change.edits, then) : inCluster(now, change, then, fromStart);
    if ('cannot' in applied) return applied;
    now = applied.documents;
    did.push(applied.did);
    if (change.on === 'cluster' && change.kubectl !== undefined) then += typing;
  }
  return { documents: now, did: `${[...new Set(did)].join('; ')}.` };
}

/** Virtual ms from one command to the next: one may rest on what the other has done. */
const typing = 500;

function inCluster(
  documents: Documents,
  { effect, kubectl, says }: ClusterChange,
  at: number,
  fromStart: boolean,
): Applied {
  if (effect.type === 'new node')
    return { documents: withNode(documents, effect.node), did: `${effect.node.metadata.name} is in the cluster` };
  if (effect.type === 'node' && (fromStart || kubectl === undefined))
    return withNodeAs(documents, effect.node.metadata.name, effect.node);
  if (effect.type === 'node gone' && fromStart) return withNodeAs(documents, effect.node, undefined);
  if (kubectl === undefined) return { cannot: `There is no command for it: ${says}.` };
  return { documents: withAction(documents, at, { kubectl }), did: `kubectl ${kubectl}` };
}
