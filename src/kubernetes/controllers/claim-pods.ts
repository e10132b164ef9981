import { matchesLabels } from '../api/selectors.ts';
import type { ApiObject, Pod, ReplicaSet } from '../api/types.ts';
import { ownerReference } from './owner-reference.ts';
import { podsPath, type Steps } from './pod-control.ts';

export interface Claimed<T extends ApiObject = Pod> {
  /** The dependents that count as the owner's from now on. */
  readonly pods: readonly T[];
  readonly adopted: readonly T[];
  readonly released: readonly T[];
  /** A refusal, after which nothing else is done in this pass. */
  readonly failed: boolean;
}

/** Who claims Pods, or ReplicaSets, and which. */
export interface Claimant<T extends ApiObject = Pod> {
  readonly object: ApiObject;
  /** Of the object itself. */
  readonly path: string;
  readonly selector: NonNullable<ReplicaSet['spec']>['selector'] | undefined;
  /** What else a Pod must be to count, its name say. */
  readonly also?: (dependent: T) => boolean;
  /** What an adopted Pod gets. */
  readonly finalizers?: readonly string[];
  /** Where the dependents are, if they are no Pods. */
  readonly dependents?: string;
}

/**
 * Adopts Pods that nobody manages and that the selector matches, and lets go of those that it matches no more. Whether
 * the owner is not being deleted is asked of the API server itself before it adopts, since a cache may lag behind.
 * Source: v1.35 pkg/controller/controller_ref_manager.go ClaimPods, AdoptPod, ReleasePod
 */
export function* claimPods<T extends ApiObject = Pod>(
  claimant: Claimant<T>,
  owned: readonly T[],
  orphans: readonly T[],
): Steps<Claimed<T>> {
  const { object, selector, also = () => true, finalizers, dependents } = claimant;
  const path = dependents ?? podsPath(object.metadata.namespace ?? '');
  const selects = (pod: T): boolean => matchesLabels(selector, pod.metadata.labels ?? {}) && also(pod);
  const kept = owned.filter(selects);
  if (object.metadata.deletionTimestamp !== undefined) return { pods: kept, adopted: [], released: [], failed: false };
  const [adopted, released]: [T[], T[]] = [[], []];
  let failed = false;
  const matching = orphans.filter((pod) => pod.metadata.deletionTimestamp === undefined && selects(pod));
  const mayAdopt = matching.length > 0 && (yield* stillThere(claimant));
  if (matching.length > 0 && !mayAdopt) failed = true;
  for (const pod of mayAdopt ? matching : []) {
    const code = yield* patch(path, pod, {
      ownerReferences: [ownerReference(object)],
      ...(finalizers === undefined ? {} : { finalizers }),
    });
    if (code < 300) adopted.push(pod);
    else if (code !== 404) failed = true;
  }
  const staying = new Set(kept);
  for (const pod of owned.filter((each) => !staying.has(each))) {
    const code = yield* patch(path, pod, {
      ownerReferences: [{ $patch: 'delete', uid: object.metadata.uid }],
      ...(finalizers === undefined ? {} : { '$deleteFromPrimitiveList/finalizers': finalizers }),
    });
    if (code < 300) released.push(pod);
    else if (code !== 404) failed = true;
  }
  return { pods: [...kept, ...adopted], adopted, released, failed };
}

function* stillThere({ object, path }: Pick<Claimant, 'object' | 'path'>): Steps<boolean> {
  const [answer] = yield { verb: 'get', path };
  if (answer === undefined || answer.code >= 300) return false;
  const { metadata } = answer.body as ApiObject;
  return metadata.uid === object.metadata.uid && metadata.deletionTimestamp === undefined;
}

/** With the uid, so that one of the same name which came later is not meant. */
function* patch(path: string, { metadata: { name, uid } }: ApiObject, changes: object): Steps<number> {
  const [answer] = yield {
    verb: 'patch',
    path: `${path}/${name}`,
    contentType: 'application/strategic-merge-patch+json',
    body: { metadata: { ...changes, uid } },
  };
  return answer?.code ?? 500;
}
