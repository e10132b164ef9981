import type { ApiCall, ClusterView } from '../../../kubernetes/api/calls.ts';
import type { ApiObject, Node, PersistentVolumeClaim, Pod } from '../../../kubernetes/api/types.ts';
import { boundTo, isBound, selectedNode } from '../../../kubernetes/storage/claim-binding.ts';
import { podClaims } from '../../../kubernetes/storage/pod-claims.ts';
import { sortedClaims, volumesForNode } from '../../../kubernetes/storage/volumes-for-node.ts';
import type { InformerCache } from '../informer-cache.ts';

/**
 * What has to be written about the volumes of a Pod before it is bound. The scheduler takes it for written at once, so
 * that the next Pod does not choose the same volume.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/binder.go AssumePodVolumes, bindAPIUpdate
 */
export function assumeVolumes(pod: Pod, node: Node, cache: InformerCache): readonly ApiCall[] {
  if (podClaims(pod).length === 0) return [];
  const found = volumesForNode(sortedClaims(pod, cache), node, cache);
  if ('reasons' in found) return [];
  const volumes = found.bindings.map(({ volume, claim }) => boundTo(volume, claim));
  const claims = found.provisions.map((claim) => ({
    ...claim,
    metadata: {
      ...claim.metadata,
      annotations: { ...claim.metadata.annotations, [selectedNode]: node.metadata.name },
    },
  }));
  for (const volume of volumes) cache.apply('persistentvolumes', 'MODIFIED', volume as ApiObject);
  for (const claim of claims) cache.apply('persistentvolumeclaims', 'MODIFIED', claim as ApiObject);
  return [
    ...volumes.map((body) => ({
      verb: 'update' as const,
      path: `/api/v1/persistentvolumes/${body.metadata.name}`,
      body,
    })),
    ...claims.map((body) => ({
      verb: 'update' as const,
      path: `/api/v1/namespaces/${body.metadata.namespace}/persistentvolumeclaims/${body.metadata.name}`,
      body,
    })),
  ];
}

/** What the scheduler has to do about the volumes of a Pod. */
export interface VolumeRules {
  readonly assume: typeof assumeVolumes;
  readonly areBound: typeof claimsAreBound;
}

/** Whether every claim of the Pod has its volume by now. */
export const claimsAreBound = (pod: Pod, view: ClusterView): boolean =>
  podClaims(pod).every(({ name }) => {
    const claim = view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name);
    return claim !== undefined && isBound(claim as PersistentVolumeClaim);
  });
