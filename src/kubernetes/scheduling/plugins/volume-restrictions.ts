import type { ClusterView } from '../../api/calls.ts';
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { everywhere, type FilterPlugin, fits, type NodeInfo, nothingElse } from '../framework.ts';

const claimsOf = (pod: Pod): readonly string[] =>
  (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );

/**
 * A claim that only one Pod may use is used by no second one.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go. Disks of clouds that cannot
 * be attached twice are not modelled.
 */
export const volumeRestrictions: FilterPlugin = {
  name: 'VolumeRestrictions',
  rejects(pod, view) {
    const missing = claimsOf(pod).find((name) => claim(pod, name, view) === undefined);
    return missing === undefined ? undefined : `persistentvolumeclaim "${missing}" not found`;
  },
  preFilter(pod, view = nothingElse) {
    const alone = claimsOf(pod).filter((name) =>
      claim(pod, name, view)?.spec?.accessModes?.includes('ReadWriteOncePod'),
    );
    if (alone.length === 0) return everywhere;
    const used = ({ pods }: NodeInfo): boolean =>
      pods.some(
        (other) =>
          other.metadata.namespace === pod.metadata.namespace && claimsOf(other).some((name) => alone.includes(name)),
      );
    return (info) =>
      used(info)
        ? {
            code: 'Unschedulable',
            reasons: [
              'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
            ],
          }
        : fits;
  },
};

const claim = (pod: Pod, name: string, view: ClusterView): PersistentVolumeClaim | undefined =>
  view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name) as PersistentVolumeClaim | undefined;
