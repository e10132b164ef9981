import type { ApiAnswer, ApiCall, EventCall, PauseCall } from '../api/calls.ts';
import type { ApiObject, Pod } from '../api/types.ts';
import type { Expectations } from './controller.ts';

/** Calls of a controller whose answers it waits for, and events that it does not wait for. */
export type Steps<Result> = Generator<Call | readonly Call[], Result, readonly ApiAnswer[]>;

export type Call = ApiCall | EventCall | PauseCall;

export const podsPath = (namespace: string): string => `/api/v1/namespaces/${namespace}/pods`;

/** What the API server said of a call that it refused. */
export const refusalOf = (answer: ApiAnswer | undefined): string =>
  (answer?.body as { message?: string } | undefined)?.message ?? 'refused';

export const eventOf = (object: ApiObject, type: 'Normal' | 'Warning', reason: string, message: string): EventCall => ({
  verb: 'event',
  object,
  type,
  reason,
  message,
});

export interface Creations {
  readonly created: readonly Pod[];
  /** Asked for: the ones refused are among them, the ones of batches that were left out are not. */
  readonly tried: number;
  /** The first refusal, which ended the series. */
  readonly refusal?: string;
}

/**
 * Creates Pods by slow start: 1, 2, 4, 8, … at once; a batch with a refusal is the last, since what one Pod was refused
 * for (a quota, say) will be refused the others too.
 * Source: v1.35 pkg/controller/replicaset/replica_set.go slowStartBatch; pkg/controller/controller_utils.go RealPodControl
 * @param bodies one for each Pod
 */
export function* createPods(
  owner: ApiObject,
  bodies: readonly unknown[],
  expectations: Expectations,
): Steps<Creations> {
  const namespace = owner.metadata.namespace ?? '';
  const key = `${namespace}/${owner.metadata.name}`;
  const created: Pod[] = [];
  let tried = 0;
  for (let size = 1; tried < bodies.length; size = 2 * size) {
    const batch = bodies.slice(tried, tried + size);
    expectations.expectCreations(key, batch.length);
    const answers = yield batch.map((body) => ({ verb: 'create' as const, path: podsPath(namespace), body }));
    const refusals = answers.filter(({ code }) => code >= 300);
    for (let i = 0; i < refusals.length; i += 1) expectations.creationSeen(key);
    yield answers.map((answer) => creationEvent(owner, answer));
    for (const { code, body } of answers) if (code < 300) created.push(body as Pod);
    tried += batch.length;
    if (refusals.length > 0) return { created, tried, refusal: refusalOf(refusals[0]) };
  }
  return { created, tried };
}

const creationEvent = (owner: ApiObject, answer: ApiAnswer): EventCall =>
  answer.code >= 300
    ? eventOf(owner, 'Warning', 'FailedCreate', `Error creating: ${refusalOf(answer)}`)
    : eventOf(owner, 'Normal', 'SuccessfulCreate', `Created pod: ${(answer.body as Pod).metadata.name}`);

/**
 * Deletes Pods, all at once. Returns those that go now: a Pod that was gone already is none of them, and no event.
 * Source: v1.35 pkg/controller/controller_utils.go RealPodControl.DeletePod
 */
export function* deletePods(owner: ApiObject, pods: readonly Pod[], expectations: Expectations): Steps<readonly Pod[]> {
  if (pods.length === 0) return [];
  const namespace = owner.metadata.namespace ?? '';
  const key = `${namespace}/${owner.metadata.name}`;
  expectations.expectDeletions(
    key,
    pods.map((pod) => pod.metadata.uid),
  );
  const answers = yield pods.map(({ metadata }) => ({
    verb: 'delete' as const,
    path: `${podsPath(namespace)}/${metadata.name}`,
  }));
  const outcomes = pods.map((pod, i) => ({ pod, answer: answers[i] ?? { code: 500, body: undefined } }));
  for (const { pod, answer } of outcomes) if (answer.code >= 300) expectations.deletionSeen(key, pod.metadata.uid);
  yield outcomes
    .filter(({ answer }) => answer.code !== 404)
    .map(({ pod, answer }) =>
      answer.code < 300
        ? eventOf(owner, 'Normal', 'SuccessfulDelete', `Deleted pod: ${pod.metadata.name}`)
        : eventOf(owner, 'Warning', 'FailedDelete', `Error deleting: ${refusalOf(answer)}`),
    );
  return outcomes.filter(({ answer }) => answer.code < 300).map(({ pod }) => pod);
}
