import type { ApiAnswer, ApiCall } from '../api/calls.ts';
import { matchesLabels } from '../api/selectors.ts';
import type { Pod, ReplicaSet } from '../api/types.ts';

export interface Claimed {
  /** The Pods that count as the ReplicaSet's from now on. */
  readonly pods: readonly Pod[];
  readonly adopted: readonly Pod[];
  readonly released: readonly Pod[];
  /** A refusal, after which nothing else is done in this pass. */
  readonly failed: boolean;
}

const selects = (set: ReplicaSet, pod: Pod): boolean => matchesLabels(set.spec?.selector, pod.metadata.labels ?? {});

/**
 * Adopts Pods that nobody manages and that the selector matches, and lets go of those that it matches no more. Whether
 * the ReplicaSet is not being deleted is asked of the API server itself before it adopts, since a cache may lag behind.
 * Source: v1.35 pkg/controller/controller_ref_manager.go ClaimPods, AdoptPod, ReleasePod
 */
export function* claimPods(
  set: ReplicaSet,
  setPath: string,
  podsPath: string,
  owned: readonly Pod[],
  orphans: readonly Pod[],
): Generator<ApiCall, Claimed, readonly ApiAnswer[]> {
  const kept = owned.filter((pod) => selects(set, pod));
  const none: Claimed = { pods: kept, adopted: [], released: [], failed: false };
  if (set.metadata.deletionTimestamp !== undefined) return none;
  const [adopted, released]: [Pod[], Pod[]] = [[], []];
  let failed = false;
  const matching = orphans.filter((pod) => selects(set, pod));
  const mayAdopt = matching.length > 0 && (yield* stillThere(set, setPath));
  if (matching.length > 0 && !mayAdopt) failed = true;
  for (const pod of mayAdopt ? matching : []) {
    const code = yield* patch(podsPath, pod, [ownerOf(set)]);
    if (code < 300) adopted.push(pod);
    else if (code !== 404) failed = true;
  }
  for (const pod of owned.filter((each) => !kept.includes(each))) {
    const code = yield* patch(podsPath, pod, [{ $patch: 'delete', uid: set.metadata.uid }]);
    if (code < 300) released.push(pod);
    else if (code !== 404) failed = true;
  }
  return { pods: [...kept, ...adopted], adopted, released, failed };
}

function* stillThere(set: ReplicaSet, path: string): Generator<ApiCall, boolean, readonly ApiAnswer[]> {
  const [answer] = yield { verb: 'get', path };
  if (answer === undefined || answer.code >= 300) return false;
  const { metadata } = answer.body as ReplicaSet;
  return metadata.uid === set.metadata.uid && metadata.deletionTimestamp === undefined;
}

/** With the Pod's uid, so that one of the same name which came later is not meant. */
function* patch(
  podsPath: string,
  { metadata: { name, uid } }: Pod,
  ownerReferences: readonly object[],
): Generator<ApiCall, number, readonly ApiAnswer[]> {
  const [answer] = yield {
    verb: 'patch',
    path: `${podsPath}/${name}`,
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { ownerReferences, uid } },
  };
  return answer?.code ?? 500;
}

const ownerOf = ({ metadata: { name, uid } }: ReplicaSet): object => ({
  apiVersion: 'apps/v1',
  kind: 'ReplicaSet',
  name,
  uid,
  controller: true,
  blockOwnerDeletion: true,
});
