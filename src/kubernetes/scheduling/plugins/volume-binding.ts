import type { ClusterView } from '../../api/calls.ts';
import type { PersistentVolumeClaim, Pod } from '../../api/types.ts';
import { podClaims } from '../../storage/pod-claims.ts';
import { sortedClaims, volumesForNode } from '../../storage/volumes-for-node.ts';
import { fits, type SchedulingPlugin } from '../framework.ts';
import { volumeBindingHints } from './volume-binding-hints.ts';

/**
 * Sends a Pod only where its claims are, or can be, bound.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/volume_binding.go
 */
export const volumeBinding: SchedulingPlugin = {
  name: 'VolumeBinding',
  preFilter({ pod, view }) {
    if (podClaims(pod).length === 0) return 'Skip';
    const problem = problemOfClaims(pod, view);
    if (problem !== undefined) return { code: 'UnschedulableAndUnresolvable', reasons: [problem] };
    const claims = sortedClaims(pod, view);
    if (claims.immediate.length > 0)
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: ['pod has unbound immediate PersistentVolumeClaims'],
      };
    const compared = { claims: podClaims(pod).map(({ name }) => name), field: 'spec.volumes' };
    return {
      filter({ node }) {
        const found = volumesForNode(claims, node, view);
        if (!('reasons' in found)) return fits;
        return { code: 'UnschedulableAndUnresolvable', reasons: found.reasons, compared };
      },
    };
  },
  hints: volumeBindingHints,
};

/** Source: v1.35 component-helpers storage/ephemeral/ephemeral.go VolumeIsForPod */
const belongsTo = ({ metadata }: PersistentVolumeClaim, pod: Pod): boolean =>
  metadata.ownerReferences?.find(({ controller }) => controller === true)?.uid === pod.metadata.uid;

const notOwned = (claim: string, { metadata: { namespace, name } }: Pod): string =>
  `PVC ${namespace}/${claim} was not created for pod ${namespace}/${name} (pod is not owner)`;

/** Source: v1.35 volume_binding.go podHasPVCs */
function problemOfClaims(pod: Pod, view: ClusterView): string | undefined {
  for (const { name, ephemeral } of podClaims(pod)) {
    const found = view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name);
    if (found === undefined) {
      return ephemeral
        ? `waiting for ephemeral volume controller to create the persistentvolumeclaim "${name}"`
        : `persistentvolumeclaim "${name}" not found`;
    }
    const { status, spec, metadata } = found as PersistentVolumeClaim;
    if (status?.phase === 'Lost')
      return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${spec?.volumeName ?? ''}"`;
    if (metadata.deletionTimestamp !== undefined) return `persistentvolumeclaim "${name}" is being deleted`;
    if (ephemeral && !belongsTo(found as PersistentVolumeClaim, pod)) return notOwned(name, pod);
  }
  return undefined;
}
