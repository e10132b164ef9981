import type { V1Volume } from '@kubernetes/client-node';
import type { ClusterView } from '../../api/calls.ts';
import type { PersistentVolumeClaim, Pod, Wire } from '../../api/types.ts';
import { type Cycle, fits, type Rejection, type SchedulingPlugin, type Verdict } from '../framework.ts';
import { namedClaims, namesClaim } from './volume-claims.ts';

type Volume = Wire<V1Volume>;

interface Disk {
  readonly readOnly?: boolean;
}

/** The same disk may be mounted twice if nobody writes to it. */
const written = (a: Disk, b: Disk): boolean => a.readOnly !== true || b.readOnly !== true;

/** Whether both are the same disk of a cloud or a network, which cannot be attached for both. Source: v1.35 volume_restrictions.go isVolumeConflict */
function conflict(a: Volume, b: Volume): boolean {
  if (a.gcePersistentDisk && b.gcePersistentDisk && a.gcePersistentDisk.pdName === b.gcePersistentDisk.pdName)
    if (written(a.gcePersistentDisk, b.gcePersistentDisk)) return true;
  if (a.awsElasticBlockStore && a.awsElasticBlockStore.volumeID === b.awsElasticBlockStore?.volumeID) return true;
  if (a.iscsi && b.iscsi && a.iscsi.iqn === b.iscsi.iqn && written(a.iscsi, b.iscsi)) return true;
  if (a.rbd === undefined || b.rbd === undefined) return false;
  const { monitors, pool = 'rbd', image } = b.rbd;
  const shared = a.rbd.monitors.some((monitor) => monitors.includes(monitor));
  return shared && (a.rbd.pool ?? 'rbd') === pool && a.rbd.image === image && written(a.rbd, b.rbd);
}

const disksOf = ({ spec }: Pod): readonly Volume[] =>
  (spec.volumes ?? []).filter(
    ({ gcePersistentDisk, awsElasticBlockStore, rbd, iscsi }) =>
      gcePersistentDisk !== undefined || awsElasticBlockStore !== undefined || rbd !== undefined || iscsi !== undefined,
  );

const conflicts = (disks: readonly Volume[], other: Pod): boolean =>
  disks.some((disk) => (other.spec.volumes ?? []).some((volume) => conflict(disk, volume)));

const claimOf = (pod: Pod, name: string, view: ClusterView): PersistentVolumeClaim | undefined =>
  view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name) as PersistentVolumeClaim | undefined;

/** How many of the claims some Pod in the cluster uses. Source: v1.35 volume_restrictions.go calPreFilterState */
function usedAnywhere({ pod, snapshot }: Cycle, claims: ReadonlySet<string>): number {
  if (claims.size === 0) return 0;
  const used = new Set<string>();
  for (const { pods } of snapshot.nodes)
    for (const other of pods)
      if (other.metadata.namespace === pod.metadata.namespace)
        for (const name of namedClaims(other)) if (claims.has(name)) used.add(name);
  return used.size;
}

const occupied: Rejection = {
  code: 'Unschedulable',
  reasons: [
    'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
  ],
};

/** @param other the Pod that has one of the disks */
const inUse = ({ metadata }: Pod): Verdict => ({
  code: 'Unschedulable',
  reasons: ['node(s) had no available disk'],
  compared: { pods: [`${metadata.namespace ?? ''}/${metadata.name}`], field: 'spec.volumes' },
});

/**
 * A disk that can be attached once is not attached twice to a node, and a claim that only one Pod may use is used by
 * no second one, wherever that is.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go
 */
export const volumeRestrictions: SchedulingPlugin = {
  name: 'VolumeRestrictions',
  preFilter(cycle) {
    const { pod, view } = cycle;
    const names = namedClaims(pod);
    const missing = names.find((name) => claimOf(pod, name, view) === undefined);
    if (missing !== undefined)
      return { code: 'UnschedulableAndUnresolvable', reasons: [`persistentvolumeclaim "${missing}" not found`] };
    const alone = new Set(
      names.filter((name) => claimOf(pod, name, view)?.spec?.accessModes?.includes('ReadWriteOncePod')),
    );
    const disks = disksOf(pod);
    let used = usedAnywhere(cycle, alone);
    if (disks.length === 0 && used === 0) return 'Skip';
    const countOf = (other: Pod): number => namedClaims(other).filter((name) => alone.has(name)).length;
    return {
      filter: ({ pods }) => {
        const other = disks.length === 0 ? undefined : pods.find((each) => conflicts(disks, each));
        if (other !== undefined) return inUse(other);
        return used > 0 ? { ...occupied, compared: { claims: [...alone], field: 'spec.volumes' } } : fits;
      },
      addPod: (other) => {
        used += countOf(other);
      },
      removePod: (other) => {
        used -= countOf(other);
      },
    };
  },
  hints: [
    {
      resource: 'Pod',
      actions: ['Delete'],
      helps(pod, { before }) {
        const gone = before as Pod;
        if (gone.metadata.namespace !== pod.metadata.namespace) return false;
        const claims = namedClaims(gone);
        return conflicts(disksOf(pod), gone) || namedClaims(pod).some((name) => claims.includes(name));
      },
    },
    { resource: 'Node', actions: ['Add'] },
    { resource: 'PersistentVolumeClaim', actions: ['Add'], helps: (pod, { after }) => namesClaim(pod, after) },
  ],
};
