import type { ClusterView } from '../../../api/calls.ts';
import { matchesMap } from '../../../api/selectors.ts';
import type { Pod, ReplicaSet, ReplicationController, Service, StatefulSet } from '../../../api/types.ts';
import { type LabelMatcher, labelMatcherOf } from '../../label-matcher.ts';

const owners: Readonly<Record<string, string>> = {
  'v1/ReplicationController': 'replicationcontrollers',
  'apps/v1/ReplicaSet': 'replicasets',
  'apps/v1/StatefulSet': 'statefulsets',
};

type Owner = ReplicationController | ReplicaSet | StatefulSet;

/** The controller that owns a Pod, if it is of a kind whose selector counts. */
function ownerOf({ metadata }: Pod, view: ClusterView): Owner | undefined {
  const reference = metadata.ownerReferences?.find(({ controller }) => controller === true);
  const resource = reference && owners[`${reference.apiVersion}/${reference.kind}`];
  return resource === undefined
    ? undefined
    : (view.get(resource, metadata.namespace ?? '', reference?.name ?? '') as Owner | undefined);
}

/**
 * Picks the Pods that belong to the same Services and the same controller. It is empty for a Pod that belongs to
 * nothing. Source: v1.35 pkg/scheduler/framework/plugins/helper/spread.go DefaultSelector
 */
export function companionsOf(pod: Pod, view: ClusterView): LabelMatcher {
  const pairs: Record<string, string> = {};
  for (const { spec } of view.list('services', pod.metadata.namespace ?? '') as readonly Service[])
    if (spec?.selector !== undefined && matchesMap(spec.selector, pod.metadata.labels))
      Object.assign(pairs, spec.selector);
  const owner = ownerOf(pod, view);
  if (owner?.kind !== 'ReplicationController') return labelMatcherOf(pairs, owner?.spec?.selector);
  return labelMatcherOf({ ...pairs, ...owner.spec?.selector });
}
