import type { ApiCall } from '../../api/calls.ts';
import type { ApiObject, PersistentVolumeClaim, Pod, StatefulSet } from '../../api/types.ts';
import type { ReconcileContext } from '../controller.ts';
import { eventOf, podsPath, refusalOf, type Steps } from '../pod-control.ts';
import { claimsOf, ordinalOf, withIdentity } from './stateful-pod.ts';

const podEvent = (set: StatefulSet, verb: 'create' | 'delete' | 'update', pod: string, refusal: string | undefined) => {
  const [title, about] = [
    `${verb[0]?.toUpperCase()}${verb.slice(1)}`,
    `Pod ${pod} in StatefulSet ${set.metadata.name}`,
  ];
  return refusal === undefined
    ? eventOf(set as ApiObject, 'Normal', `Successful${title}`, `${title} ${about} successful`)
    : eventOf(set as ApiObject, 'Warning', `Failed${title}`, `${verb} ${about} failed error: ${refusal}`);
};

/**
 * Creates the claims that the Pod needs and that are not there. Returns why it could not.
 * Source: v1.35 pkg/controller/statefulset/stateful_pod_control.go createPersistentVolumeClaims
 */
export function* createClaims(set: StatefulSet, pod: Pod, { view }: ReconcileContext): Steps<string | undefined> {
  const namespace = set.metadata.namespace ?? '';
  let refused: string | undefined;
  for (const { claim } of claimsOf(set, ordinalOf(set, pod) ?? 0)) {
    const name = claim.metadata?.name ?? '';
    const found = view.get('persistentvolumeclaims', namespace, name) as PersistentVolumeClaim | undefined;
    if (found?.metadata.deletionTimestamp !== undefined) refused = `pvc ${name} is being deleted`;
    if (found !== undefined) continue;
    const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
    const [answer] = yield {
      verb: 'create',
      path,
      body: { apiVersion: 'v1', kind: 'PersistentVolumeClaim', ...claim },
    };
    const about = `Claim ${name} Pod ${pod.metadata.name} in StatefulSet ${set.metadata.name}`;
    if (answer !== undefined && answer.code < 300)
      yield eventOf(set as ApiObject, 'Normal', 'SuccessfulCreate', `Create ${about} success`);
    else if (answer?.code !== 409) {
      refused = `failed to create PVC ${name}: ${refusalOf(answer)}`;
      const message = `create ${about} failed error: ${refusalOf(answer)}`;
      yield eventOf(set as ApiObject, 'Warning', 'FailedCreate', message);
    }
  }
  return refused;
}

/** The claims first, then the Pod. True if it is there now. Source: stateful_pod_control.go CreateStatefulPod */
export function* createStatefulPod(set: StatefulSet, pod: Pod, context: ReconcileContext): Steps<boolean> {
  const claims = yield* createClaims(set, pod, context);
  if (claims !== undefined) {
    yield podEvent(set, 'create', pod.metadata.name, claims);
    return false;
  }
  const [answer] = yield { verb: 'create', path: podsPath(set.metadata.namespace ?? ''), body: pod };
  // One of that name that is still there, or known already: this pass ends, and the next one sees it.
  if (answer?.code === 409) return false;
  const made = answer !== undefined && answer.code < 300;
  yield podEvent(set, 'create', pod.metadata.name, made ? undefined : refusalOf(answer));
  return made;
}

const pathOf = ({ metadata }: Pod): string => `${podsPath(metadata.namespace ?? '')}/${metadata.name}`;

function* carryOut(set: StatefulSet, verb: 'delete' | 'update', pod: Pod, call: ApiCall): Steps<boolean> {
  const [answer] = yield call;
  const done = answer !== undefined && answer.code < 300;
  yield podEvent(set, verb, pod.metadata.name, done ? undefined : refusalOf(answer));
  return done;
}

export const deleteStatefulPod = (set: StatefulSet, pod: Pod): Steps<boolean> =>
  carryOut(set, 'delete', pod, { verb: 'delete', path: pathOf(pod) });

/** Gives a Pod back the labels that it has lost. Source: stateful_pod_control.go UpdateStatefulPod */
export const updateStatefulPod = (set: StatefulSet, pod: Pod): Steps<boolean> =>
  carryOut(set, 'update', pod, { verb: 'update', path: pathOf(pod), body: withIdentity(set, pod) });
