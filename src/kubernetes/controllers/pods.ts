import type { Pod, PodStatus, PodTemplateSpec } from '../api/types.ts';

/** Running on, as a controller counts: neither finished nor being deleted. Source: v1.35 pkg/controller/controller_utils.go IsPodActive */
export const isActive = (pod: Pod): boolean =>
  pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed' && pod.metadata.deletionTimestamp === undefined;

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

/** A Pod out of a template, owned by whoever makes it. Its name is completed by the API server. */
export function podFromTemplate(
  template: PodTemplateSpec,
  owner: { readonly apiVersion: string; readonly kind: string; readonly name: string; readonly uid: string },
  namespace: string,
): unknown {
  const { labels, annotations, finalizers } = template.metadata ?? {};
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${owner.name}-`,
      namespace,
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(finalizers === undefined ? {} : { finalizers }),
      ownerReferences: [{ ...owner, controller: true, blockOwnerDeletion: true }],
    },
    spec: template.spec,
  };
}
