import type { Reconcile, Reconciled } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { matchesLabels } from '../api/selectors.ts';
import type { ApiObject, ControllerRevision, Pod, StatefulSet } from '../api/types.ts';
import { claimPods } from './claim-pods.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import {
  inOrder as byNumber,
  createRevision,
  dropRevisions,
  keeps,
  newestOf,
  renumber,
  revisionHash,
} from './controller-revisions.ts';
import type { Steps } from './pod-control.ts';
import { isAvailable, isReady } from './pods.ts';
import { deleteStatefulPod } from './statefulset/pod-calls.ts';
import {
  firstUnhealthy,
  inOrder,
  type Ordinals,
  ordinalsOf,
  outdated,
  processCondemned,
  processReplica,
  type Step,
} from './statefulset/replicas.ts';
import { ordinalOf, replicasOf, revisionIn } from './statefulset/stateful-pod.ts';
import {
  completed,
  type Revisions,
  type StatefulSetStatus,
  statefulSetStatus,
  storedStatus,
} from './statefulset/status.ts';

import { together } from './together.ts';

/**
 * Keeps Pods with names, one after the other.
 * Source: v1.35 pkg/controller/statefulset/stateful_set.go, stateful_set_control.go
 */
export const statefulSetController: Controller = {
  name: 'statefulset-controller',
  serviceAccount: 'statefulset-controller',
  workers: 5,
  keysFor: {
    statefulsets: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
    pods: (object, before, view, gone) => {
      const [owner, former] = [ownerKey(object), before === undefined ? [] : ownerKey(before)];
      if (controllerOf(object) !== undefined) return [...new Set([...former, ...owner])];
      if (gone || (before !== undefined && sameJson(object.metadata.labels, before.metadata.labels))) return former;
      const sets = view.list('statefulsets', object.metadata.namespace) as readonly StatefulSet[];
      const matching = sets.filter((set) => matchesLabels(set.spec?.selector, object.metadata.labels));
      return [...former, ...matching.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)];
    },
  },
  reconcile: reconcileStatefulSet,
};

function ownerKey(object: ApiObject): readonly string[] {
  const owner = controllerOf(object);
  return owner?.kind === 'StatefulSet' ? [`${object.metadata.namespace}/${owner.name}`] : [];
}

const pathOf = ({ metadata }: StatefulSet): string =>
  `/apis/apps/v1/namespaces/${metadata.namespace}/statefulsets/${metadata.name}`;

function* reconcileStatefulSet(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const set = context.view.get('statefulsets', namespace, name) as StatefulSet | undefined;
  if (set === undefined) return { says: `StatefulSet ${name} is gone; there is nothing to do.` };
  const pods = yield* podsOf(set, context);
  if (pods === undefined)
    return { says: `The statefulset-controller could not claim the Pods of ${name}.`, retry: true };
  const known = context.view.managedBy('controllerrevisions', set.metadata.uid) as readonly ControllerRevision[];
  const revisions = yield* revisionsOf(set, known);
  if ('refused' in revisions) return { says: `The revision of ${name} was refused: ${revisions.refused}`, retry: true };
  const outcome = yield* work(set, pods, revisions, context);
  const written = yield* storeStatus(set, outcome.status, context);
  yield* dropHistory(set, pods, known, revisions);
  return said(set, pods, outcome.failed || !written, context.now());
}

function said(set: StatefulSet, pods: readonly Pod[], failed: boolean, now: number): Reconciled {
  const says = `The statefulset-controller wants ${replicasOf(set)} Pods of ${set.metadata.name} and saw ${pods.length}.`;
  if (failed) return { says, retry: true };
  // A Pod becomes available by the mere passing of time, which no watch tells.
  const minReady = set.spec?.minReadySeconds ?? 0;
  const waits = minReady > 0 && pods.some((pod) => isReady(pod) && !isAvailable(pod, minReady, now));
  return waits ? { says, after: minReady * 1000 } : { says };
}

function* podsOf(set: StatefulSet, { view }: ReconcileContext): Steps<readonly Pod[] | undefined> {
  const owned = view.managedBy('pods', set.metadata.uid) as readonly Pod[];
  const namespace = set.metadata.namespace;
  const orphans = (view.orphans('pods') as readonly Pod[]).filter((pod) => pod.metadata.namespace === namespace);
  const also = (pod: Pod): boolean => ordinalOf(set, pod) !== undefined;
  const object = set as ApiObject;
  const claimed = yield* claimPods({ object, path: pathOf(set), selector: set.spec?.selector, also }, owned, orphans);
  return claimed.failed ? undefined : claimed.pods;
}

/** The revision that stands and the one of the template of now. Source: stateful_set_control.go getStatefulSetRevisions */
function* revisionsOf(
  set: StatefulSet,
  known: readonly ControllerRevision[],
): Steps<Revisions | { readonly refused: string }> {
  const template = set.spec?.template ?? {};
  const collisions = set.status?.collisionCount ?? 0;
  const number = newestOf(known) + 1;
  const found = byNumber(known.filter((revision) => keeps(revision, template))).at(-1);
  let update = found;
  if (found !== undefined && found !== byNumber(known).at(-1)) update = yield* renumber(found, number);
  if (update === undefined) {
    const hash = revisionHash(template, collisions);
    const labels = { ...template.metadata?.labels, 'controller.kubernetes.io/hash': hash };
    const made = yield* createRevision(set as ApiObject, template, { hash, labels, revision: number });
    if ('refused' in made) return made;
    update = made;
  }
  const current = known.find(({ metadata }) => metadata.name === set.status?.currentRevision) ?? update;
  return { current, update };
}

interface Worked {
  readonly status: StatefulSetStatus;
  readonly failed: boolean;
}

/** Replicas wanted, then those too many, then an update: each only when what comes before it is done. */
function* work(set: StatefulSet, pods: readonly Pod[], revisions: Revisions, context: ReconcileContext): Steps<Worked> {
  const { now } = context;
  if (set.metadata.deletionTimestamp !== undefined)
    return { status: statefulSetStatus(set, revisions, pods, now()), failed: false };
  const ordinals = ordinalsOf(set, pods, revisions);
  const status = statefulSetStatus(set, revisions, [...ordinals.replicas, ...ordinals.condemned], now());
  const scaled = yield* scale(set, ordinals, context);
  if (scaled !== 'on' || set.spec?.updateStrategy?.type === 'OnDelete') return { status, failed: scaled === 'failed' };
  const old = outdated(set, ordinals, revisions, now());
  if (old === undefined) return { status, failed: false };
  const done = yield* deleteStatefulPod(set, old);
  return { status: { ...status, currentReplicas: (status.currentReplicas ?? 0) - 1 }, failed: !done };
}

function* scale(set: StatefulSet, ordinals: Ordinals, context: ReconcileContext): Steps<Step> {
  const replicas = yield* forAll(set, ordinals.replicas, (pod) => processReplica(set, pod, context));
  if (replicas !== 'on') return replicas;
  const sick = firstUnhealthy(set, ordinals, context.now());
  return yield* forAll(set, ordinals.condemned, (pod) => processCondemned(set, pod, sick, context.now()));
}

/**
 * In order, until one has to be waited for; or, where the set is not in order, 1, 2, 4, … at once.
 * Source: stateful_set_control.go runForAll, slowStartBatch
 */
function* forAll(set: StatefulSet, pods: readonly Pod[], each: (pod: Pod) => Steps<Step>): Steps<Step> {
  if (inOrder(set)) {
    for (const pod of pods) {
      const step = yield* each(pod);
      if (step !== 'on') return step;
    }
    return 'on';
  }
  let size = 1;
  for (let done = 0; done < pods.length; done += size / 2) {
    const batch = yield* together(pods.slice(done, done + size).map(each));
    if (batch.includes('failed')) return 'failed';
    size *= 2;
  }
  return 'on';
}

/** Old revisions that nothing lives by, beyond the limit. Source: stateful_set_control.go truncateHistory */
function* dropHistory(
  set: StatefulSet,
  pods: readonly Pod[],
  known: readonly ControllerRevision[],
  { current, update }: Revisions,
): Steps<void> {
  const live = new Set([current.metadata.name, update.metadata.name, ...pods.map(revisionIn)]);
  const unused = known.filter(({ metadata }) => !live.has(metadata.name));
  yield* dropRevisions(unused, set.spec?.revisionHistoryLimit ?? 10);
}

/** Pauses after a conflict, virtual ms. Source: v1.35 client-go/util/retry DefaultBackoff */
const pauses = [10, 50, 250];

function* storeStatus(set: StatefulSet, status: StatefulSetStatus, { view }: ReconcileContext): Steps<boolean> {
  const wanted = storedStatus(set, completed(set, status));
  if (sameJson(wanted, set.status ?? {})) return true;
  let latest = set;
  for (const ms of [...pauses, undefined]) {
    const body = { ...latest, status: wanted };
    const [answer] = yield { verb: 'update', path: `${pathOf(set)}/status`, body };
    if (answer?.code !== 409) return true;
    if (ms !== undefined) yield { verb: 'pause', ms };
    const { namespace = '', name } = set.metadata;
    latest = (view.get('statefulsets', namespace, name) as StatefulSet | undefined) ?? latest;
  }
  return false;
}
