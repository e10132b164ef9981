import type { ApiAnswer, ClusterView, EventCall, Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { matchesLabels, matchesMap } from '../api/selectors.ts';
import { millisOf } from '../api/times.ts';
import type { ApiObject, Pod, ReplicaSet } from '../api/types.ts';
import { type Claimed, claimPods } from './claim-pods.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import { isActive, isReady, podFromTemplate, readySince } from './pods.ts';
import { victims } from './replicaset-victims.ts';

/** At most so many Pods in one pass. Source: v1.35 pkg/controller/replicaset/replica_set.go BurstReplicas */
const burst = 500;

/**
 * Keeps the number of Pods that a ReplicaSet asks for.
 * Source: v1.35 pkg/controller/replicaset/replica_set.go
 */
export const replicaSetController: Controller = {
  name: 'replicaset-controller',
  serviceAccount: 'replicaset-controller',
  workers: 5,
  keysFor: {
    replicasets: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
    pods: (object, before, view, gone) => setsOf(object as Pod, before as Pod | undefined, view, gone),
  },
  reconcile: reconcileReplicaSet,
};

/**
 * The ReplicaSet that manages the Pod, and the one that did until now; for an orphan that is new or has other labels,
 * each whose selector matches it: one of them adopts it.
 * Source: v1.35 pkg/controller/replicaset/replica_set.go addPod, updatePod, deletePod
 */
function setsOf(pod: Pod, before: Pod | undefined, view: ClusterView, gone: boolean): readonly string[] {
  const namespace = pod.metadata.namespace ?? '';
  const [owner, former] = [controllerOf(pod), before === undefined ? undefined : controllerOf(before)];
  const left = former?.kind === 'ReplicaSet' && former.uid !== owner?.uid ? [`${namespace}/${former.name}`] : [];
  if (owner !== undefined) return owner.kind === 'ReplicaSet' ? [...left, `${namespace}/${owner.name}`] : left;
  const labels = pod.metadata.labels ?? {};
  const asBefore = before !== undefined && former === undefined && sameJson(labels, before.metadata.labels ?? {});
  if (gone || asBefore || pod.metadata.deletionTimestamp !== undefined) return left;
  const sets = view.list('replicasets', namespace) as readonly ReplicaSet[];
  const matching = sets.filter((set) => matchesLabels(set.spec?.selector, labels));
  return [...new Set([...left, ...matching.map((set) => `${namespace}/${set.metadata.name}`)])];
}

const podsPath = (namespace: string): string => `/api/v1/namespaces/${namespace}/pods`;
const setPath = (set: ReplicaSet): string =>
  `/apis/apps/v1/namespaces/${set.metadata.namespace}/replicasets/${set.metadata.name}`;

function* reconcileReplicaSet(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const set = context.view.get('replicasets', namespace, name) as ReplicaSet | undefined;
  if (set === undefined) return { says: `ReplicaSet ${name} is gone; there is nothing to do.` };
  const key = `${namespace}/${name}`;
  const pods = context.view.managedBy('pods', set.metadata.uid) as readonly Pod[];
  const orphans = (context.view.orphans('pods') as readonly Pod[]).filter(
    (pod) => pod.metadata.namespace === namespace && isActive(pod),
  );
  const claimed = yield* claimPods(set, setPath(set), podsPath(namespace), pods.filter(isActive), orphans);
  const also = saidOfClaims(claimed);
  if (claimed.failed)
    return { says: `The replicaset-controller could not claim the Pods of ${name}.${also}`, retry: true };
  const active = claimed.pods;
  const wanted = set.spec?.replicas ?? 1;
  let failed: string | undefined;
  if (set.metadata.deletionTimestamp === undefined && context.expectations.satisfied(key)) {
    if (active.length < wanted) failed = yield* createPods(set, Math.min(wanted - active.length, burst), context);
    else if (active.length > wanted) yield* deletePods(set, active, active.length - wanted, context);
  }
  const updated = yield* updateStatus(set, pods, active, failed, context);
  const says = `The replicaset-controller wants ${wanted} Pods of ${name} and saw ${active.length}.${also}`;
  if (failed !== undefined || updated === 'conflict') return { says, retry: true };
  const minReady = (set.spec?.minReadySeconds ?? 0) * 1000;
  // A Pod becomes available by the mere passing of time, which no watch tells.
  const waits = minReady > 0 && active.some((pod) => isReady(pod) && !isAvailable(pod, minReady, context.now()));
  return waits ? { says, after: minReady } : { says };
}

function saidOfClaims({ adopted, released }: Claimed): string {
  const names = (some: readonly Pod[]): string => some.map(({ metadata }) => metadata.name).join(', ');
  const taken =
    adopted.length === 0 ? '' : ` It adopted ${names(adopted)}: its selector matches, and nobody else is the owner.`;
  return `${taken}${released.length === 0 ? '' : ` It let go of ${names(released)}: its selector matches no more.`}`;
}

/** Slow start: 1, 2, 4, 8, … at once; a batch with a refusal is the last. Returns the refusal. */
function* createPods(
  set: ReplicaSet,
  count: number,
  { expectations }: ReconcileContext,
): Generator<
  readonly (EventCall | { verb: 'create'; path: string; body: unknown })[],
  string | undefined,
  readonly ApiAnswer[]
> {
  const namespace = set.metadata.namespace ?? '';
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: set.metadata.name, uid: set.metadata.uid };
  const body = podFromTemplate(set.spec?.template ?? {}, owner, namespace);
  const key = `${namespace}/${set.metadata.name}`;
  let left = count;
  for (let batch = 1; left > 0; batch = Math.min(2 * batch, left)) {
    const size = Math.min(batch, left);
    expectations.expectCreations(key, size);
    const answers = yield Array.from({ length: size }, () => ({
      verb: 'create' as const,
      path: podsPath(namespace),
      body,
    }));
    const refusals = answers.filter(({ code }) => code >= 300);
    for (let i = 0; i < refusals.length; i += 1) expectations.creationSeen(key);
    yield answers.map((answer) => createdEvent(set, answer));
    const first = refusals[0];
    if (first !== undefined) return (first.body as { message?: string }).message ?? 'refused';
    left -= size;
  }
  return undefined;
}

function createdEvent(set: ReplicaSet, { code, body }: ApiAnswer): EventCall {
  const about = { verb: 'event' as const, object: set as ApiObject };
  if (code >= 300) {
    const message = `Error creating: ${(body as { message?: string }).message ?? ''}`;
    return { ...about, type: 'Warning', reason: 'FailedCreate', message };
  }
  return {
    ...about,
    type: 'Normal',
    reason: 'SuccessfulCreate',
    message: `Created pod: ${(body as Pod).metadata.name}`,
  };
}

function* deletePods(
  set: ReplicaSet,
  active: readonly Pod[],
  count: number,
  { expectations, now }: ReconcileContext,
): Generator<readonly (EventCall | { verb: 'delete'; path: string })[], void, readonly ApiAnswer[]> {
  const namespace = set.metadata.namespace ?? '';
  const chosen = victims(active, count, now());
  expectations.expectDeletions(
    `${namespace}/${set.metadata.name}`,
    chosen.map((pod) => pod.metadata.uid),
  );
  const answers = yield chosen.map((pod) => ({
    verb: 'delete' as const,
    path: `${podsPath(namespace)}/${pod.metadata.name}`,
  }));
  yield chosen.map((pod, i) => {
    const gone = (answers[i]?.code ?? 500) < 300;
    if (!gone) expectations.deletionSeen(`${namespace}/${set.metadata.name}`, pod.metadata.uid);
    return {
      verb: 'event' as const,
      object: set as ApiObject,
      type: gone ? ('Normal' as const) : ('Warning' as const),
      reason: gone ? 'SuccessfulDelete' : 'FailedDelete',
      message: gone ? `Deleted pod: ${pod.metadata.name}` : `Error deleting: ${pod.metadata.name}`,
    };
  });
}

function* updateStatus(
  set: ReplicaSet,
  pods: readonly Pod[],
  active: readonly Pod[],
  failed: string | undefined,
  { now }: ReconcileContext,
): Generator<{ verb: 'update'; path: string; body: unknown }, 'same' | 'updated' | 'conflict', readonly ApiAnswer[]> {
  const template = set.spec?.template?.metadata?.labels ?? {};
  const labelled = active.filter((pod) => matchesMap(template, pod.metadata.labels));
  const ready = active.filter(isReady);
  const minReady = (set.spec?.minReadySeconds ?? 0) * 1000;
  const available = ready.filter((pod) => isAvailable(pod, minReady, now()));
  const terminating = pods.filter(
    (pod) => pod.metadata.deletionTimestamp !== undefined && !['Succeeded', 'Failed'].includes(pod.status?.phase ?? ''),
  );
  const conditions =
    failed === undefined
      ? undefined
      : [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: failed }];
  const status = {
    replicas: active.length,
    ...(labelled.length === 0 ? {} : { fullyLabeledReplicas: labelled.length }),
    ...(ready.length === 0 ? {} : { readyReplicas: ready.length }),
    ...(available.length === 0 ? {} : { availableReplicas: available.length }),
    terminatingReplicas: terminating.length,
    ...(set.metadata.generation === undefined ? {} : { observedGeneration: set.metadata.generation }),
    ...(conditions === undefined ? {} : { conditions }),
  };
  if (JSON.stringify(sorted(status)) === JSON.stringify(sorted(set.status ?? {}))) return 'same';
  const [answer] = yield { verb: 'update', path: `${setPath(set)}/status`, body: { ...set, status } };
  return answer?.code === 409 ? 'conflict' : 'updated';
}

/** Ready for as long as it takes to count, both in virtual ms. Source: v1.35 pkg/api/v1/pod/util.go IsPodAvailable */
const isAvailable = (pod: Pod, minReady: number, now: number): boolean =>
  minReady === 0 || (readySince(pod, millisOf) ?? Number.POSITIVE_INFINITY) + minReady <= now;

const sorted = (status: object): readonly (readonly [string, unknown])[] =>
  Object.entries(status).sort(([a], [b]) => (a < b ? -1 : 1));
