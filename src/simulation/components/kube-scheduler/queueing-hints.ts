import type { ApiObject, Pod } from '../../../kubernetes/api/types.ts';
import type { Queued } from '../../../kubernetes/scheduling/queue.ts';
import { podClaims } from '../../../kubernetes/storage/pod-claims.ts';

const refers = (pod: Pod, claim: ApiObject): boolean =>
  pod.metadata.namespace === claim.metadata.namespace &&
  podClaims(pod).some(({ name }) => name === claim.metadata.name);

/**
 * Whether a change of something that holds data can help a Pod that its claims keep from running.
 * Source: v1.35 pkg/scheduler/framework/plugins/{volumebinding,volumerestrictions} EventsToRegister
 */
export function storageHelps(resource: string, event: string, object: ApiObject): (queued: Queued) => boolean {
  const wakes = event !== 'DELETED' && event !== 'BOOKMARK';
  return ({ pod, rejectedBy }) => {
    if (!wakes) return false;
    const binding = rejectedBy.includes('VolumeBinding');
    if (resource !== 'persistentvolumeclaims') return binding;
    return (binding || rejectedBy.includes('VolumeRestrictions')) && refers(pod, object);
  };
}

/** What the hints above are about. */
export const storageResources = ['persistentvolumes', 'persistentvolumeclaims', 'storageclasses'] as const;
