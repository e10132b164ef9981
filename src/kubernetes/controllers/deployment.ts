import type { ApiAnswer, ClusterView, EventCall, IndexedView, Reconcile, Reconciled } from '../api/calls.ts';
import { podTemplateHash } from '../api/pod-template-hash.ts';
import type { ApiObject, Deployment, Pod, PodTemplateSpec, ReplicaSet } from '../api/types.ts';
import { type Controller, controllerOf, type ReconcileContext } from './controller.ts';
import { condition, deploymentStatus, untilStuck, withCondition, withProgress } from './deployment-status.ts';
import { maxSurgeOf, newSetReplicas, oldSetReplicas } from './rolling-update.ts';

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
    replicasets: (object) => ownerKey(object),
    // Only the end of a Pod matters to it, for the strategy Recreate; all else comes through the ReplicaSet.
    pods: (object, _before, view, gone) => (gone ? deploymentOfPod(object as Pod, view) : []),
  },
  reconcile: reconcileDeployment,
};

function ownerKey(object: ApiObject): readonly string[] {
  const owner = controllerOf(object);
  return owner?.kind === 'Deployment' ? [`${object.metadata.namespace}/${owner.name}`] : [];
}

function deploymentOfPod(pod: Pod, view: ClusterView): readonly string[] {
  const owner = controllerOf(pod);
  const set =
    owner === undefined
      ? undefined
      : (view.get('replicasets', pod.metadata.namespace ?? '', owner.name) as ReplicaSet | undefined);
  if (set === undefined) return [];
  const [key] = ownerKey(set);
  const deployment =
    key === undefined
      ? undefined
      : (view.get('deployments', pod.metadata.namespace ?? '', key.split('/')[1] ?? '') as Deployment | undefined);
  return deployment?.spec?.strategy?.type === 'Recreate' && key !== undefined ? [key] : [];
}

type Steps<Result> = Generator<
  { verb: 'create' | 'update' | 'delete'; path: string; body?: unknown } | EventCall,
  Result,
  readonly ApiAnswer[]
>;

const setsPath = (namespace: string): string => `/apis/apps/v1/namespaces/${namespace}/replicasets`;
const ofDeployment = (d: Deployment): string =>
  `/apis/apps/v1/namespaces/${d.metadata.namespace}/deployments/${d.metadata.name}`;
const replicasOf = (set: ReplicaSet): number => set.spec?.replicas ?? 0;

function* reconcileDeployment(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const deployment = context.view.get('deployments', namespace, name) as Deployment | undefined;
  if (deployment === undefined) return { says: `Deployment ${name} is gone; there is nothing to do.` };
  const mine = context.view.managedBy('replicasets', deployment.metadata.uid) as readonly ReplicaSet[];
  const found = mine.find((set) => sameTemplate(set, deployment));
  if (deployment.metadata.deletionTimestamp !== undefined) return { says: `Deployment ${name} is being deleted.` };
  if (deployment.spec?.paused === true) return yield* statusOnly(deployment, mine, found, context);
  const made = found ?? (yield* createSet(deployment, mine, context));
  if (made === 'refused') return { says: `The ReplicaSet for ${name} was refused.`, retry: true };
  const all = found === undefined ? [...mine, made] : mine;
  const old = all.filter((set) => set.metadata.uid !== made.metadata.uid);
  const scaled = yield* scaleOne(deployment, all, old, made, context);
  if (scaled) return { says: `The deployment-controller moved replicas of ${name}.` };
  yield* dropHistory(deployment, old);
  return yield* statusOnly(deployment, all, made, context);
}

function* statusOnly(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  { now }: ReconcileContext,
): Generator<{ verb: 'update'; path: string; body: unknown }, Reconciled, readonly ApiAnswer[]> {
  const status = withProgress(deployment, deploymentStatus(deployment, all, newest, now()), newest, now());
  const says = `The deployment-controller compared ${deployment.metadata.name} with its ReplicaSets.`;
  if (sameStatus(status, deployment.status)) {
    const after = untilStuck(deployment, status, now());
    return after === undefined ? { says } : { says, after };
  }
  const [answer] = yield {
    verb: 'update',
    path: `${ofDeployment(deployment)}/status`,
    body: { ...deployment, status },
  };
  return answer?.code === 409 ? { says, retry: true } : { says };
}

function sameStatus(a: object, b: object | undefined): boolean {
  const flat = (o: object): string => JSON.stringify(Object.entries(o).sort(([x], [y]) => (x < y ? -1 : 1)));
  return flat(a) === flat(b ?? {});
}

/** Compares templates as stored, the hash label aside. */
function sameTemplate(set: ReplicaSet, deployment: Deployment): boolean {
  return plain(set.spec?.template ?? {}) === plain(deployment.spec?.template ?? {});
}

/** Templates never change in place, and each is compared at every look at its Deployment. */
const plainTexts = new WeakMap<PodTemplateSpec, string>();

function plain(template: PodTemplateSpec): string {
  const known = plainTexts.get(template);
  if (known !== undefined) return known;
  const { 'pod-template-hash': _, ...labels } = template.metadata?.labels ?? {};
  const text = JSON.stringify(inOrder({ ...template, metadata: { ...template.metadata, labels } }));
  plainTexts.set(template, text);
  return text;
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined && v !== null);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, v]) => [k, inOrder(v)]));
}

const revisionOf = (set: ReplicaSet): number =>
  Number(set.metadata.annotations?.['deployment.kubernetes.io/revision'] ?? 0);

function* createSet(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  { now }: ReconcileContext,
): Steps<ReplicaSet | 'refused'> {
  const template = deployment.spec?.template ?? {};
  const hash = podTemplateHash(template, deployment.status?.collisionCount);
  const namespace = deployment.metadata.namespace ?? '';
  const name = `${deployment.metadata.name}-${hash}`;
  const replicas = newSetReplicas(deployment, old, undefined);
  const revision = String(Math.max(0, ...old.map(revisionOf)) + 1);
  const wanted = deployment.spec?.replicas ?? 1;
  const { 'kubectl.kubernetes.io/last-applied-configuration': _, ...kept } = deployment.metadata.annotations ?? {};
  const labels = { ...template.metadata?.labels, 'pod-template-hash': hash };
  const selector = deployment.spec?.selector;
  const body = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace,
      labels,
      annotations: {
        ...kept,
        'deployment.kubernetes.io/desired-replicas': String(wanted),
        'deployment.kubernetes.io/max-replicas': String(wanted + maxSurgeOf(deployment)),
        'deployment.kubernetes.io/revision': revision,
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: deployment.metadata.name,
          uid: deployment.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas,
      ...(deployment.spec?.minReadySeconds === undefined ? {} : { minReadySeconds: deployment.spec.minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, 'pod-template-hash': hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  const [answer] = yield { verb: 'create', path: setsPath(namespace), body };
  if (answer === undefined || answer.code >= 300) {
    const message = `Failed to create new replica set "${name}": ${(answer?.body as { message?: string } | undefined)?.message ?? ''}`;
    yield { verb: 'event', object: deployment as ApiObject, type: 'Warning', reason: 'ReplicaSetCreateError', message };
    return 'refused';
  }
  if (replicas > 0) {
    const message = `Scaled up replica set ${name} from 0 to ${replicas}`;
    yield { verb: 'event', object: deployment as ApiObject, type: 'Normal', reason: 'ScalingReplicaSet', message };
  }
  yield* announce(deployment, name, revision, now());
  return answer.body as ReplicaSet;
}

/** The first status write of a rollout: the revision, and that there is a new ReplicaSet. */
function* announce(deployment: Deployment, set: string, revision: string, now: number): Steps<void> {
  const said = condition('Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set "${set}"`, now);
  const annotations = { ...deployment.metadata.annotations, 'deployment.kubernetes.io/revision': revision };
  const conditions = withCondition(deployment.status?.conditions ?? [], said);
  const body = {
    ...deployment,
    metadata: { ...deployment.metadata, annotations },
    status: { ...deployment.status, conditions },
  };
  yield { verb: 'update', path: `${ofDeployment(deployment)}/status`, body };
}

/** Scales up the new ReplicaSet or scales down old ones; true if it did either. */
function* scaleOne(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  old: readonly ReplicaSet[],
  newest: ReplicaSet,
  context: ReconcileContext,
): Steps<boolean> {
  const recreates = deployment.spec?.strategy?.type === 'Recreate';
  if (recreates && old.some((set) => replicasOf(set) > 0)) {
    for (const set of old) if (replicasOf(set) > 0) yield* scale(deployment, set, 0);
    return true;
  }
  if (recreates && podsOf(old, context.view).length > 0) return false;
  const wanted =
    replicasOf(newest) > (deployment.spec?.replicas ?? 1)
      ? (deployment.spec?.replicas ?? 1)
      : newSetReplicas(deployment, all, newest);
  if (wanted !== replicasOf(newest)) {
    yield* scale(deployment, newest, wanted);
    return true;
  }
  const targets = oldSetReplicas(
    deployment,
    old.filter((set) => replicasOf(set) > 0),
    newest,
  );
  for (const [set, replicas] of targets) yield* scale(deployment, set, replicas);
  return targets.size > 0;
}

const podsOf = (sets: readonly ReplicaSet[], view: IndexedView): readonly Pod[] =>
  sets.flatMap((set) => view.managedBy('pods', set.metadata.uid) as readonly Pod[]);

function* scale(deployment: Deployment, set: ReplicaSet, replicas: number): Steps<void> {
  const from = replicasOf(set);
  const wanted = deployment.spec?.replicas ?? 1;
  const annotations = {
    ...set.metadata.annotations,
    'deployment.kubernetes.io/desired-replicas': String(wanted),
    'deployment.kubernetes.io/max-replicas': String(wanted + maxSurgeOf(deployment)),
  };
  const path = `${setsPath(set.metadata.namespace ?? '')}/${set.metadata.name}`;
  const [answer] = yield {
    verb: 'update',
    path,
    body: { ...set, metadata: { ...set.metadata, annotations }, spec: { ...set.spec, replicas } },
  };
  if (answer === undefined || answer.code >= 300) return;
  const message = `Scaled ${replicas > from ? 'up' : 'down'} replica set ${set.metadata.name} from ${from} to ${replicas}`;
  yield { verb: 'event', object: deployment as ApiObject, type: 'Normal', reason: 'ScalingReplicaSet', message };
}

/** Old ReplicaSets beyond the history limit go, oldest first, once they have nothing left. */
function* dropHistory(deployment: Deployment, old: readonly ReplicaSet[]): Steps<void> {
  const limit = deployment.spec?.revisionHistoryLimit ?? 10;
  const idle = old.filter((set) => replicasOf(set) === 0 && (set.status?.replicas ?? 0) === 0);
  const surplus = [...idle].sort((a, b) => revisionOf(a) - revisionOf(b)).slice(0, Math.max(0, idle.length - limit));
  for (const set of surplus)
    yield { verb: 'delete', path: `${setsPath(set.metadata.namespace ?? '')}/${set.metadata.name}` };
}
