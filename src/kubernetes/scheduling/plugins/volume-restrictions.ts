import type { ClusterView } from '../../api/calls.ts';
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { fits, type NodeInfo, type SchedulingPlugin } from '../framework.ts';

const claimsOf = (pod: Pod): readonly string[] =>
  (pod.spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) =>
    persistentVolumeClaim === undefined ? [] : [persistentVolumeClaim.claimName],
  );

/**
 * A claim that only one Pod may use is used by no second one.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumerestrictions/volume_restrictions.go. Disks of clouds that cannot
 * be attached twice are not modelled.
 */
export const volumeRestrictions: SchedulingPlugin = {
  name: 'VolumeRestrictions',
  preFilter({ pod, view }) {
    const names = claimsOf(pod);
    if (names.length === 0) return 'Skip';
    const missing = names.find((name) => claim(pod, name, view) === undefined);
    if (missing !== undefined)
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: [`persistentvolumeclaim "${missing}" not found`],
      };
    const alone = names.filter((name) => claim(pod, name, view)?.spec?.accessModes?.includes('ReadWriteOncePod'));
    if (alone.length === 0) return 'Skip';
    const used = ({ pods }: NodeInfo): boolean =>
      pods.some(
        (other) =>
          other.metadata.namespace === pod.metadata.namespace && claimsOf(other).some((name) => alone.includes(name)),
      );
    return {
      filter: (info) =>
        used(info)
          ? {
              code: 'Unschedulable',
              reasons: [
                'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
              ],
            }
          : fits,
    };
  },
};

const claim = (pod: Pod, name: string, view: ClusterView): PersistentVolumeClaim | undefined =>
  view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name) as PersistentVolumeClaim | undefined;
