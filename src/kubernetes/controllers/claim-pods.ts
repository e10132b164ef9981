import { matchesLabels } from '../api/selectors.ts';
import type { ApiObject, Pod, ReplicaSet } from '../api/types.ts';
import { ownerReference } from './owner-reference.ts';
import { podsPath, type Steps } from './pod-control.ts';

export interface Claimed {
  /** The Pods that count as the owner's from now on. */
  readonly pods: readonly Pod[];
  readonly adopted: readonly Pod[];
  readonly released: readonly Pod[];
  /** A refusal, after which nothing else is done in this pass. */
  readonly failed: boolean;
}

/** Who claims Pods, and which. */
export interface Claimant {
  readonly object: ApiObject;
  /** Of the object itself. */
  readonly path: string;
  readonly selector: NonNullable<ReplicaSet['spec']>['selector'] | undefined;
  /** What else a Pod must be to count, its name say. */
  readonly also?: (pod: Pod) => boolean;
  /** What an adopted Pod gets. */
  readonly finalizers?: readonly string[];
}

/**
 * Adopts Pods that nobody manages and that the selector matches, and lets go of those that it matches no more. Whether
 * the owner is not being deleted is asked of the API server itself before it adopts, since a cache may lag behind.
 * Source: v1.35 pkg/controller/controller_ref_manager.go ClaimPods, AdoptPod, ReleasePod
 */
export function* claimPods(claimant: Claimant, owned: readonly Pod[], orphans: readonly Pod[]): Steps<Claimed> {
  const { object, selector, also = () => true, finalizers } = claimant;
  const selects = (pod: Pod): boolean => matchesLabels(selector, pod.metadata.labels ?? {}) && also(pod);
  const kept = owned.filter(selects);
  if (object.metadata.deletionTimestamp !== undefined) return { pods: kept, adopted: [], released: [], failed: false };
  const [adopted, released]: [Pod[], Pod[]] = [[], []];
  let failed = false;
  const matching = orphans.filter((pod) => pod.metadata.deletionTimestamp === undefined && selects(pod));
  const mayAdopt = matching.length > 0 && (yield* stillThere(claimant));
  if (matching.length > 0 && !mayAdopt) failed = true;
  for (const pod of mayAdopt ? matching : []) {
    const code = yield* patch(pod, {
      ownerReferences: [ownerReference(object)],
      ...(finalizers === undefined ? {} : { finalizers }),
    });
    if (code < 300) adopted.push(pod);
    else if (code !== 404) failed = true;
  }
  for (const pod of owned.filter((each) => !kept.includes(each))) {
    const code = yield* patch(pod, {
      ownerReferences: [{ $patch: 'delete', uid: object.metadata.uid }],
      ...(finalizers === undefined ? {} : { '$deleteFromPrimitiveList/finalizers': finalizers }),
    });
    if (code < 300) released.push(pod);
    else if (code !== 404) failed = true;
  }
  return { pods: [...kept, ...adopted], adopted, released, failed };
}

function* stillThere({ object, path }: Claimant): Steps<boolean> {
  const [answer] = yield { verb: 'get', path };
  if (answer === undefined || answer.code >= 300) return false;
  const { metadata } = answer.body as ApiObject;
  return metadata.uid === object.metadata.uid && metadata.deletionTimestamp === undefined;
}

/** With the Pod's uid, so that one of the same name which came later is not meant. */
function* patch({ metadata: { name, namespace = '', uid } }: Pod, changes: object): Steps<number> {
  const [answer] = yield {
    verb: 'patch',
    path: `${podsPath(namespace)}/${name}`,
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { ...changes, uid } },
  };
  return answer?.code ?? 500;
}
