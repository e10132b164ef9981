import type { V1CSIDriver } from '@kubernetes/client-node';
import { own, sameJson } from '../../api/fields.ts';
import { compareQuantities } from '../../api/quantity.ts';
import type { ApiObject, Pod, StorageClass, Wire } from '../../api/types.ts';
import { type CsiStorageCapacity, largestVolume } from '../../storage/storage-capacity.ts';
import type { QueueingHint } from '../queueing-hint.ts';
import { usesClaim } from './volume-claims.ts';

/** What the kubelet has handed over to drivers. */
const migrated = (csiNode: ApiObject | undefined): string | undefined =>
  own(csiNode?.metadata.annotations, 'storage.alpha.kubernetes.io/migrated-plugins');

const limitOf = (capacity: ApiObject | undefined): string | undefined =>
  capacity === undefined ? undefined : largestVolume(capacity as unknown as CsiStorageCapacity);

function grew(before: ApiObject | undefined, after: ApiObject | undefined): boolean {
  const [had, has] = [limitOf(before), limitOf(after)];
  return has !== undefined && (had === undefined || compareQuantities(has, had) > 0);
}

const publishes = (driver: ApiObject | undefined): boolean =>
  (driver as unknown as Wire<V1CSIDriver> | undefined)?.spec.storageCapacity === true;

const usesDriver = ({ spec }: Pod, driver: ApiObject | undefined): boolean =>
  (spec.volumes ?? []).some(({ csi }) => csi !== undefined && csi.driver === driver?.metadata.name);

/** Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/volume_binding.go EventsToRegister */
export const volumeBindingHints: readonly QueueingHint[] = [
  {
    resource: 'StorageClass',
    actions: ['Add', 'Update'],
    helps: (_pod, { before, after }) =>
      before === undefined ||
      !sameJson(
        (before as StorageClass).allowedTopologies ?? [],
        (after as StorageClass | undefined)?.allowedTopologies ?? [],
      ),
  },
  { resource: 'PersistentVolumeClaim', actions: ['Add', 'Update'], helps: (pod, { after }) => usesClaim(pod, after) },
  { resource: 'PersistentVolume', actions: ['Add', 'Update'] },
  { resource: 'Node', actions: ['Add', 'UpdateNodeLabel'] },
  {
    resource: 'CSINode',
    actions: ['Add', 'Update'],
    helps: (_pod, { before, after }) => before === undefined || migrated(before) !== migrated(after),
  },
  {
    resource: 'CSIDriver',
    actions: ['Update'],
    helps: (pod, { before, after }) => usesDriver(pod, after) && publishes(before) && !publishes(after),
  },
  {
    resource: 'CSIStorageCapacity',
    actions: ['Add', 'Update'],
    helps: (_pod, { before, after }) => before === undefined || grew(before, after),
  },
];
