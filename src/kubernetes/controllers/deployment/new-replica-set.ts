import { sameJson } from '../../api/fields.ts';
import { podTemplateHash } from '../../api/pod-template-hash.ts';
import type { ApiObject, Deployment, ReplicaSet } from '../../api/types.ts';
import type { ReconcileContext } from '../controller.ts';
import { ownerReference } from '../owner-reference.ts';
import { eventOf, refusalOf, type Steps } from '../pod-control.ts';
import { condition, withCondition } from './deployment-status.ts';
import { newestOf, newSetAnnotations, revisionKey, revisionOf, sizes } from './replica-sets.ts';
import { newSetReplicas } from './rolling-update.ts';

export const setsPath = (namespace: string): string => `/apis/apps/v1/namespaces/${namespace}/replicasets`;
export const deploymentPath = ({ metadata }: Deployment): string =>
  `/apis/apps/v1/namespaces/${metadata.namespace}/deployments/${metadata.name}`;

type Condition = ReturnType<typeof condition>;

/**
 * The ReplicaSet of the Deployment's template, with the annotations that it must have; made if it is asked for.
 * Source: v1.35 pkg/controller/deployment/sync.go getNewReplicaSet
 */
export function* newReplicaSet(
  deployment: Deployment,
  sets: readonly ReplicaSet[],
  create: boolean,
  { now }: ReconcileContext,
): Steps<ReplicaSet | 'none' | 'refused'> {
  const found = newestOf(deployment, sets);
  const old = sets.filter((set) => set !== found);
  const revision = Math.max(0, ...old.map(revisionOf)) + 1;
  if (found === undefined) return create ? yield* createSet(deployment, old, revision, now()) : 'none';
  const annotations = newSetAnnotations(deployment, found, revision);
  const minReady = deployment.spec?.minReadySeconds ?? 0;
  if (!sameJson(annotations, found.metadata.annotations ?? {}) || minReady !== (found.spec?.minReadySeconds ?? 0))
    return yield* updateSet(found, annotations, minReady);
  const progress = deployment.status?.conditions?.some(({ type }) => type === 'Progressing') === true;
  const said = condition(
    'Progressing',
    'True',
    'FoundNewReplicaSet',
    `Found new replica set "${found.metadata.name}"`,
    now(),
  );
  yield* announce(deployment, annotations[revisionKey] ?? '', hasDeadline(deployment) && !progress ? said : undefined);
  return found;
}

const hasDeadline = ({ spec }: Deployment): boolean => (spec?.progressDeadlineSeconds ?? 2147483647) !== 2147483647;

function* updateSet(
  set: ReplicaSet,
  annotations: Readonly<Record<string, string>>,
  minReady: number,
): Steps<ReplicaSet | 'refused'> {
  const { minReadySeconds: _, ...spec } = set.spec ?? { selector: {} };
  const body = {
    ...set,
    metadata: { ...set.metadata, annotations },
    spec: { ...(minReady === 0 ? {} : { minReadySeconds: minReady }), ...spec },
  };
  const path = `${setsPath(set.metadata.namespace ?? '')}/${set.metadata.name}`;
  const [answer] = yield { verb: 'update', path, body };
  return answer !== undefined && answer.code < 300 ? (answer.body as ReplicaSet) : 'refused';
}

/** The Deployment is told its revision, and what is new, by a write of its status. */
function* announce(deployment: Deployment, revision: string, said: Condition | undefined): Steps<void> {
  const annotations = { ...deployment.metadata.annotations, [revisionKey]: revision };
  if (said === undefined && deployment.metadata.annotations?.[revisionKey] === revision) return;
  const conditions = deployment.status?.conditions ?? [];
  const body = {
    ...deployment,
    metadata: { ...deployment.metadata, annotations },
    status: { ...deployment.status, conditions: said === undefined ? conditions : withCondition(conditions, said) },
  };
  yield { verb: 'update', path: `${deploymentPath(deployment)}/status`, body };
}

function* createSet(
  deployment: Deployment,
  old: readonly ReplicaSet[],
  revision: number,
  now: number,
): Steps<ReplicaSet | 'refused'> {
  const template = deployment.spec?.template ?? {};
  const hash = podTemplateHash(template, deployment.status?.collisionCount);
  const namespace = deployment.metadata.namespace ?? '';
  const name = `${deployment.metadata.name}-${hash}`;
  const replicas = newSetReplicas(deployment, old, undefined);
  const labels = { ...template.metadata?.labels, 'pod-template-hash': hash };
  const { selector, minReadySeconds } = deployment.spec ?? {};
  const body = {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace,
      labels,
      annotations: { ...newSetAnnotations(deployment, undefined, revision), ...sizes(deployment) },
      ownerReferences: [ownerReference(deployment as ApiObject)],
    },
    spec: {
      replicas,
      ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      selector: { ...selector, matchLabels: { ...selector?.matchLabels, 'pod-template-hash': hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
  const [answer] = yield { verb: 'create', path: setsPath(namespace), body };
  if (answer?.code === 409) return yield* afterCollision(deployment, name);
  if (answer === undefined || answer.code >= 300) {
    const message = `Failed to create new replica set "${name}": ${refusalOf(answer)}`;
    const failed = condition('Progressing', 'False', 'ReplicaSetCreateError', message, now);
    if (hasDeadline(deployment)) yield* writeConditions(deployment, failed);
    yield eventOf(deployment as ApiObject, 'Warning', 'ReplicaSetCreateError', message);
    return 'refused';
  }
  if (replicas > 0)
    yield eventOf(
      deployment as ApiObject,
      'Normal',
      'ScalingReplicaSet',
      `Scaled up replica set ${name} from 0 to ${replicas}`,
    );
  const said = condition('Progressing', 'True', 'NewReplicaSetCreated', `Created new replica set "${name}"`, now);
  yield* announce(deployment, String(revision), hasDeadline(deployment) ? said : undefined);
  return answer.body as ReplicaSet;
}

function* writeConditions(deployment: Deployment, said: Condition): Steps<void> {
  const conditions = withCondition(deployment.status?.conditions ?? [], said);
  const body = { ...deployment, status: { ...deployment.status, conditions } };
  yield { verb: 'update', path: `${deploymentPath(deployment)}/status`, body };
}

/**
 * The name is taken: by the Deployment's own ReplicaSet that the cache does not know yet, or by another, whose hash is
 * the same; then the hash is made with a number more.
 */
function* afterCollision(deployment: Deployment, name: string): Steps<ReplicaSet | 'refused'> {
  const [found] = yield { verb: 'get', path: `${setsPath(deployment.metadata.namespace ?? '')}/${name}` };
  if (found?.code !== 200) return 'refused';
  const set = found.body as ReplicaSet;
  const mine = set.metadata.ownerReferences?.some(({ uid }) => uid === deployment.metadata.uid) === true;
  if (mine && newestOf(deployment, [set]) !== undefined) return set;
  const collisionCount = (deployment.status?.collisionCount ?? 0) + 1;
  const body = { ...deployment, status: { ...deployment.status, collisionCount } };
  yield { verb: 'update', path: `${deploymentPath(deployment)}/status`, body };
  return 'refused';
}
