import type { ClusterView, Reconcile } from '../../api/calls.ts';
import { sameJson } from '../../api/fields.ts';
import { type LabelSelector, matchesLabels } from '../../api/selectors.ts';
import type { ApiObject, Pod } from '../../api/types.ts';
import { type Claimed, claimPods } from '../claim-pods.ts';
import { type Controller, controllerOf, type ReconcileContext } from '../controller.ts';
import { createPods, deletePods, type Steps } from '../pod-control.ts';
import { isActive, isAvailable, isReady, podFromTemplate } from '../pods.ts';
import { victims } from '../victims.ts';
import { type Replicated, replicaStatus } from './replica-status.ts';

/** At most so many Pods in one pass. Source: v1.35 pkg/controller/replicaset/replica_set.go BurstReplicas */
const burst = 500;

interface Kind {
  readonly name: string;
  readonly kind: Replicated['kind'];
  readonly plural: string;
  /** Path of all of a namespace. */
  readonly path: (namespace: string) => string;
}

/**
 * The controller that keeps a number of Pods. ReplicaSets and ReplicationControllers have the same one.
 * Source: v1.35 pkg/controller/replicaset/replica_set.go; pkg/controller/replication/replication_controller.go
 */
export function replicaManager(kind: Kind): Controller {
  return {
    name: kind.name,
    serviceAccount: kind.name,
    workers: 5,
    awaits: { resource: 'pods', ownerKind: kind.kind },
    keysFor: {
      [kind.plural]: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
      pods: (object, before, view, gone) => setsOf(kind, object as Pod, before as Pod | undefined, view, gone),
    },
    reconcile: (namespace, name, context) => reconcileReplicas(kind, namespace, name, context),
  };
}

function selectorOf(set: Replicated): LabelSelector | undefined {
  if (set.kind === 'ReplicaSet') return set.spec?.selector;
  return set.spec?.selector === undefined ? undefined : { matchLabels: set.spec.selector };
}

/**
 * The set that manages the Pod, and the one that did until now; for an orphan that is new or has other labels,
 * each whose selector matches it: one of them adopts it.
 * Source: v1.35 pkg/controller/replicaset/replica_set.go addPod, updatePod, deletePod
 */
function setsOf(
  { kind, plural }: Kind,
  pod: Pod,
  before: Pod | undefined,
  view: ClusterView,
  gone: boolean,
): readonly string[] {
  const namespace = pod.metadata.namespace ?? '';
  const [owner, former] = [controllerOf(pod), before === undefined ? undefined : controllerOf(before)];
  const left = former?.kind === kind && former.uid !== owner?.uid ? [`${namespace}/${former.name}`] : [];
  if (owner !== undefined) return owner.kind === kind ? [...left, `${namespace}/${owner.name}`] : left;
  const labels = pod.metadata.labels ?? {};
  const asBefore = before !== undefined && former === undefined && sameJson(labels, before.metadata.labels ?? {});
  if (gone || asBefore || pod.metadata.deletionTimestamp !== undefined) return left;
  const sets = view.list(plural, namespace) as readonly Replicated[];
  const matching = sets.filter((set) => matchesLabels(selectorOf(set), labels));
  return [...new Set([...left, ...matching.map((set) => `${namespace}/${set.metadata.name}`)])];
}

function* reconcileReplicas(kind: Kind, namespace: string, name: string, context: ReconcileContext): Reconcile {
  const key = `${namespace}/${name}`;
  const set = context.view.get(kind.plural, namespace, name) as Replicated | undefined;
  if (set === undefined) {
    context.expectations.forget(key);
    return { says: `${kind.kind} ${name} is gone; there is nothing to do.` };
  }
  const pods = context.view.managedBy('pods', set.metadata.uid) as readonly Pod[];
  const orphans = (context.view.orphans('pods') as readonly Pod[]).filter(
    (pod) => pod.metadata.namespace === namespace && isActive(pod),
  );
  const path = `${kind.path(namespace)}/${name}`;
  const claimed = yield* claimPods({ object: set, path, selector: selectorOf(set) }, pods.filter(isActive), orphans);
  const also = saidOfClaims(claimed);
  if (claimed.failed) return { says: `The ${kind.name} could not claim the Pods of ${name}.${also}`, retry: true };
  const active = claimed.pods;
  const wanted = set.spec?.replicas ?? 1;
  const failure = yield* manage(set, active, wanted, context);
  const updated = yield* updateStatus(set, path, replicaStatus(set, pods, active, failure, context.now()));
  const says = `The ${kind.name} wants ${wanted} Pods of ${name} and saw ${active.length}.${also}`;
  if (failure !== undefined || updated === 'conflict') return { says, retry: true };
  // A Pod becomes available by the mere passing of time, which no watch tells.
  const minReady = set.spec?.minReadySeconds ?? 0;
  const waits = minReady > 0 && active.some((pod) => isReady(pod) && !isAvailable(pod, minReady, context.now()));
  return waits ? { says, after: minReady * 1000 } : { says };
}

/** Creates what is missing or deletes what is too much. Returns the refusal, if there was one. */
function* manage(
  set: Replicated,
  active: readonly Pod[],
  wanted: number,
  { expectations, now }: ReconcileContext,
): Steps<{ readonly reason: string; readonly message: string } | undefined> {
  const key = `${set.metadata.namespace}/${set.metadata.name}`;
  if (set.metadata.deletionTimestamp !== undefined || !expectations.satisfied(key)) return undefined;
  if (active.length < wanted) {
    const body = podFromTemplate(set.spec?.template ?? {}, set as ApiObject);
    const missing = Math.min(wanted - active.length, burst);
    const { refusal } = yield* createPods(
      set as ApiObject,
      Array.from({ length: missing }, () => body),
      expectations,
    );
    return refusal === undefined ? undefined : { reason: 'FailedCreate', message: refusal };
  }
  const surplus = Math.min(active.length - wanted, burst);
  if (surplus > 0) yield* deletePods(set as ApiObject, victims(active, surplus, now()), expectations);
  return undefined;
}

function saidOfClaims({ adopted, released }: Claimed): string {
  const names = (some: readonly Pod[]): string => some.map(({ metadata }) => metadata.name).join(', ');
  const taken =
    adopted.length === 0 ? '' : ` It adopted ${names(adopted)}: its selector matches, and nobody else is the owner.`;
  return `${taken}${released.length === 0 ? '' : ` It let go of ${names(released)}: its selector matches no more.`}`;
}

function* updateStatus(set: Replicated, path: string, status: object): Steps<'same' | 'updated' | 'conflict'> {
  if (sameJson(status, set.status ?? {})) return 'same';
  const [answer] = yield { verb: 'update', path: `${path}/status`, body: { ...set, status } };
  return answer?.code === 409 ? 'conflict' : 'updated';
}
