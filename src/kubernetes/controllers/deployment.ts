import type { ClusterView, IndexedView, Reconcile, Reconciled } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { isTerminal } from '../api/is-terminal.ts';
import { matchesLabels } from '../api/selectors.ts';
import type { ApiObject, Deployment, Pod, ReplicaSet } from '../api/types.ts';
import { claimPods } from './claim-pods.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import {
  condition,
  deploymentStatus,
  isComplete,
  untilStuck,
  withCondition,
  withProgress,
} from './deployment/deployment-status.ts';
import { deploymentPath, newReplicaSet, setsPath } from './deployment/new-replica-set.ts';
import { active, newestOf, replicasIn, revisionOf } from './deployment/replica-sets.ts';
import { newSetReplicas, oldSetReplicas } from './deployment/rolling-update.ts';
import { isScaled, scaleAll, scaleSet } from './deployment/scale.ts';
import type { Steps } from './pod-control.ts';

/**
 * Turns a Deployment into ReplicaSets, one for each Pod template it has had, and moves replicas between them.
 * Source: v1.35 pkg/controller/deployment
 */
export const deploymentController: Controller = {
  name: 'deployment-controller',
  serviceAccount: 'deployment-controller',
  workers: 5,
  keysFor: {
    deployments: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
    replicasets: (object, before, view, gone) => deploymentsOf(object as ReplicaSet, before, view, gone),
    // Only the end of a Pod matters to it, for the strategy Recreate; all else comes through the ReplicaSet.
    pods: (object, _before, view, gone) => (gone ? deploymentOfPod(object as Pod, view) : []),
  },
  reconcile: reconcileDeployment,
};

function ownerKey(object: ApiObject): readonly string[] {
  const owner = controllerOf(object);
  return owner?.kind === 'Deployment' ? [`${object.metadata.namespace}/${owner.name}`] : [];
}

/** The owner, and the one that was; for an orphan those whose selector matches it. Source: deployment_controller.go addReplicaSet, updateReplicaSet */
function deploymentsOf(set: ReplicaSet, before: ApiObject | undefined, view: ClusterView, gone: boolean) {
  const former = before === undefined ? [] : ownerKey(before);
  if (controllerOf(set) !== undefined) return [...new Set([...former, ...ownerKey(set)])];
  if (gone || (before !== undefined && sameJson(set.metadata.labels, before.metadata.labels))) return former;
  const deployments = view.list('deployments', set.metadata.namespace) as readonly Deployment[];
  const matching = deployments.filter(({ spec }) => matchesLabels(spec?.selector, set.metadata.labels));
  return [...new Set([...former, ...matching.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)])];
}

function deploymentOfPod(pod: Pod, view: ClusterView): readonly string[] {
  const owner = controllerOf(pod);
  const namespace = pod.metadata.namespace ?? '';
  if (owner === undefined) return [];
  const set = view.get('replicasets', namespace, owner.name) as ReplicaSet | undefined;
  const [key] = set === undefined ? [] : ownerKey(set);
  if (key === undefined) return [];
  const deployment = view.get('deployments', namespace, key.split('/')[1] ?? '') as Deployment | undefined;
  return deployment?.spec?.strategy?.type === 'Recreate' ? [key] : [];
}

const refused = (name: string): Reconciled => ({ says: `The ReplicaSet for ${name} was refused.`, retry: true });

/** Source: v1.35 pkg/controller/deployment/deployment_controller.go syncDeployment */
function* reconcileDeployment(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const deployment = context.view.get('deployments', namespace, name) as Deployment | undefined;
  if (deployment === undefined) return { says: `Deployment ${name} is gone; there is nothing to do.` };
  const sets = yield* claimSets(deployment, context);
  if (sets === undefined)
    return { says: `The deployment-controller could not claim the ReplicaSets of ${name}.`, retry: true };
  const newest = newestOf(deployment, sets);
  if (deployment.metadata.deletionTimestamp !== undefined)
    return yield* writeStatus(deployment, deploymentStatus(deployment, sets, newest, context.now()));
  const pausing = yield* notePause(deployment, context.now());
  if (pausing === 'conflict') return { says: `Somebody else wrote ${name} meanwhile.`, retry: true };
  if (deployment.spec?.paused === true || isScaled(deployment, sets)) return yield* resize(deployment, sets, context);
  const recreates = deployment.spec?.strategy?.type === 'Recreate';
  return yield* recreates ? recreate(deployment, sets, context) : roll(deployment, sets, context);
}

function* claimSets(deployment: Deployment, { view }: ReconcileContext): Steps<readonly ReplicaSet[] | undefined> {
  const { uid, namespace = '' } = deployment.metadata;
  const owned = view.managedBy('replicasets', uid) as readonly ReplicaSet[];
  const orphans = (view.orphans('replicasets') as readonly ReplicaSet[]).filter(
    (set) => set.metadata.namespace === namespace,
  );
  const claimant = {
    object: deployment as ApiObject,
    path: deploymentPath(deployment),
    selector: deployment.spec?.selector,
    dependents: setsPath(namespace),
  };
  const claimed = yield* claimPods<ReplicaSet>(claimant, owned, orphans);
  return claimed.failed ? undefined : claimed.pods;
}

/** While it is paused nobody counts how long it takes. Source: v1.35 pkg/controller/deployment/sync.go checkPausedConditions */
function* notePause(deployment: Deployment, now: number): Steps<'same' | 'updated' | 'conflict'> {
  const { paused = false, progressDeadlineSeconds } = deployment.spec ?? {};
  const conditions = deployment.status?.conditions ?? [];
  const current = conditions.find(({ type }) => type === 'Progressing');
  if (progressDeadlineSeconds === undefined || current?.reason === 'ProgressDeadlineExceeded') return 'same';
  if (paused === (current?.reason === 'DeploymentPaused')) return 'same';
  const said = paused
    ? condition('Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused', now)
    : condition('Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed', now);
  const body = { ...deployment, status: { ...deployment.status, conditions: withCondition(conditions, said) } };
  const [answer] = yield { verb: 'update', path: `${deploymentPath(deployment)}/status`, body };
  return answer?.code === 409 ? 'conflict' : 'updated';
}

/** Paused, or given another size: replicas go where they are, no rollout is begun or continued. Source: sync.go sync */
function* resize(deployment: Deployment, sets: readonly ReplicaSet[], context: ReconcileContext): Steps<Reconciled> {
  const found = yield* newReplicaSet(deployment, sets, false, context);
  if (found === 'refused') return refused(deployment.metadata.name);
  const newest = found === 'none' ? undefined : found;
  const old = sets.filter((set) => set.metadata.uid !== newest?.metadata.uid);
  yield* scaleAll(deployment, newest, old);
  if (deployment.spec?.paused === true) yield* dropHistory(deployment, old);
  const all = newest === undefined ? old : [...old, newest];
  return yield* writeStatus(deployment, deploymentStatus(deployment, all, newest, context.now()));
}

/** The new ReplicaSet grows, or old ones shrink, never both in one pass. Source: v1.35 pkg/controller/deployment/rolling.go rolloutRolling */
function* roll(deployment: Deployment, sets: readonly ReplicaSet[], context: ReconcileContext): Steps<Reconciled> {
  const newest = yield* newReplicaSet(deployment, sets, true, context);
  if (newest === 'refused' || newest === 'none') return refused(deployment.metadata.name);
  const old = sets.filter((set) => set.metadata.uid !== newest.metadata.uid);
  const all = [...old, newest];
  const wanted = deployment.spec?.replicas ?? 1;
  const size = replicasIn(newest) > wanted ? wanted : newSetReplicas(deployment, all, newest);
  const grown = size !== replicasIn(newest) && (yield* scaleSet(deployment, newest, size));
  let shrunk = false;
  if (!grown) {
    for (const [set, replicas] of oldSetReplicas(deployment, active(old), newest))
      if (yield* scaleSet(deployment, set, replicas)) shrunk = true;
  }
  if (!grown && !shrunk && isComplete(deployment, deployment.status ?? {})) yield* dropHistory(deployment, old);
  return yield* rolloutStatus(deployment, all, newest, context);
}

/** Nothing new before all that is old is gone. Source: v1.35 pkg/controller/deployment/recreate.go rolloutRecreate */
function* recreate(deployment: Deployment, sets: readonly ReplicaSet[], context: ReconcileContext): Steps<Reconciled> {
  const found = yield* newReplicaSet(deployment, sets, false, context);
  if (found === 'refused') return refused(deployment.metadata.name);
  const known = found === 'none' ? undefined : found;
  const old = sets.filter((set) => set.metadata.uid !== known?.metadata.uid);
  let shrunk = false;
  for (const set of active(old)) if (yield* scaleSet(deployment, set, 0)) shrunk = true;
  if (shrunk || podsRun(old, context.view))
    return yield* rolloutStatus(deployment, known === undefined ? old : [...old, known], known, context);
  const newest = known ?? (yield* newReplicaSet(deployment, sets, true, context));
  if (newest === 'refused' || newest === 'none') return refused(deployment.metadata.name);
  yield* scaleSet(deployment, newest, deployment.spec?.replicas ?? 1);
  if (isComplete(deployment, deployment.status ?? {})) yield* dropHistory(deployment, old);
  return yield* rolloutStatus(deployment, [...old, newest], newest, context);
}

/** Source: recreate.go oldPodsRunning */
const podsRun = (old: readonly ReplicaSet[], view: IndexedView): boolean =>
  old.some(
    (set) =>
      (set.status?.replicas ?? 0) > 0 ||
      (view.managedBy('pods', set.metadata.uid) as readonly Pod[]).some((pod) => !isTerminal(pod)),
  );

function* rolloutStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  { now }: ReconcileContext,
): Steps<Reconciled> {
  const status = withProgress(deployment, deploymentStatus(deployment, all, newest, now()), all, newest, now());
  const after = sameJson(status, deployment.status ?? {}) ? untilStuck(deployment, status, now()) : undefined;
  const written = yield* writeStatus(deployment, status);
  return after === undefined ? written : { ...written, after };
}

function* writeStatus(deployment: Deployment, status: object): Steps<Reconciled> {
  const says = `The deployment-controller compared ${deployment.metadata.name} with its ReplicaSets.`;
  if (sameJson(status, deployment.status ?? {})) return { says };
  const body = { ...deployment, status };
  const [answer] = yield { verb: 'update', path: `${deploymentPath(deployment)}/status`, body };
  return answer?.code === 409 ? { says, retry: true } : { says };
}

/** Old ReplicaSets beyond the history limit go, oldest first, if they have nothing left. Source: sync.go cleanupDeployment */
function* dropHistory(deployment: Deployment, old: readonly ReplicaSet[]): Steps<void> {
  const limit = deployment.spec?.revisionHistoryLimit ?? 10;
  const kept = old.filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const surplus = kept.toSorted((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, kept.length - limit));
  for (const set of surplus) {
    const seen = (set.metadata.generation ?? 0) <= (set.status?.observedGeneration ?? 0);
    if (replicasIn(set) > 0 || (set.status?.replicas ?? 0) > 0 || !seen) continue;
    yield { verb: 'delete', path: `${setsPath(set.metadata.namespace ?? '')}/${set.metadata.name}` };
  }
}
