import type { V1CSIDriver, V1CSIStorageCapacity } from '@kubernetes/client-node';
import type { ClusterView } from '../api/calls.ts';
import { compareQuantities } from '../api/quantity.ts';
import { matchesLabels } from '../api/selectors.ts';
import type { Node, PersistentVolumeClaim, StorageClass, Wire } from '../api/types.ts';

export type CsiStorageCapacity = Wire<V1CSIStorageCapacity>;

/** The largest volume that can be made there; undefined where nobody knows. Source: v1.35 binder.go volumeLimit */
export const largestVolume = ({ maximumVolumeSize, capacity }: CsiStorageCapacity): string | undefined =>
  maximumVolumeSize ?? capacity;

/**
 * Whether there is room for the volume of a claim where a node can reach it. Only drivers that say so publish what
 * they have; of all others it is taken for enough.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/binder.go hasEnoughCapacity
 */
export function hasEnoughCapacity(
  claim: PersistentVolumeClaim,
  { provisioner, metadata }: StorageClass,
  node: Node,
  view: ClusterView,
): boolean {
  const wanted = claim.spec?.resources?.requests?.['storage'];
  const driver = view.get('csidrivers', '', provisioner) as Wire<V1CSIDriver> | undefined;
  if (wanted === undefined || driver?.spec.storageCapacity !== true) return true;
  return (view.list('csistoragecapacities') as readonly CsiStorageCapacity[]).some((capacity) => {
    const limit = largestVolume(capacity);
    return (
      capacity.storageClassName === metadata.name &&
      limit !== undefined &&
      compareQuantities(limit, wanted) >= 0 &&
      matchesLabels(capacity.nodeTopology, node.metadata.labels)
    );
  });
}
