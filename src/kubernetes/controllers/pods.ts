import { isTerminal } from '../api/is-terminal.ts';
import { millisOf } from '../api/times.ts';
import type { ApiObject, Pod, PodStatus, PodTemplateSpec } from '../api/types.ts';
import { ownerReference } from './owner-reference.ts';

/** Running on, as a controller counts: neither finished nor being deleted. Source: v1.35 pkg/controller/controller_utils.go IsPodActive */
export const isActive = (pod: Pod): boolean => !isTerminal(pod) && pod.metadata.deletionTimestamp === undefined;

/** On its way out. Source: v1.35 pkg/controller/controller_utils.go IsPodTerminating */
export const isTerminating = (pod: Pod): boolean => !isTerminal(pod) && pod.metadata.deletionTimestamp !== undefined;

export const isReady = (pod: Pod): boolean => readyCondition(pod) !== undefined;

function readyCondition({ status }: Pod): NonNullable<PodStatus['conditions']>[number] | undefined {
  for (const condition of status?.conditions ?? [])
    if (condition.type === 'Ready') return condition.status === 'True' ? condition : undefined;
  return undefined;
}

/** Virtual ms since when the Pod is Ready; undefined if it is not. */
export function readySince(pod: Pod, read: (time: string | undefined) => number | undefined): number | undefined {
  const ready = readyCondition(pod);
  return ready === undefined ? undefined : read(ready.lastTransitionTime);
}

/**
 * Ready for as long as it takes to count.
 * Source: v1.35 pkg/api/v1/pod/util.go IsPodAvailable
 * @param minReadySeconds of the owner, seconds
 * @param now virtual ms
 */
export const isAvailable = (pod: Pod, minReadySeconds: number | undefined, now: number): boolean =>
  (minReadySeconds ?? 0) === 0
    ? isReady(pod)
    : (readySince(pod, millisOf) ?? Number.POSITIVE_INFINITY) + (minReadySeconds ?? 0) * 1000 <= now;

/** A Pod out of a template, owned by whoever makes it. Its name is completed by the API server. */
export function podFromTemplate(
  template: PodTemplateSpec,
  owner: ApiObject,
  generateName = `${owner.metadata.name}-`,
): unknown {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [ownerReference(owner)],
    },
    spec: template.spec,
  };
}
