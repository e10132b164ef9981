import type { ClusterView } from '../api/calls.ts';
import { own } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../api/types.ts';
import { isBound, selectedNode, storageClassOf } from './claim-binding.ts';
import { isReachable, matchingVolume } from './match-volume.ts';
import { podClaims } from './pod-claims.ts';

/** The claims of a Pod by what has still to be done. Claims that are not there are left out. */
export interface SortedClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  /** To be bound before the Pod can go anywhere. */
  readonly immediate: readonly PersistentVolumeClaim[];
  /** To be bound once the Pod has a node. */
  readonly delayed: readonly PersistentVolumeClaim[];
}

/** Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/binder.go GetPodVolumeClaims */
export function sortedClaims(pod: Pod, view: ClusterView): SortedClaims {
  const bound: PersistentVolumeClaim[] = [];
  const immediate: PersistentVolumeClaim[] = [];
  const delayed: PersistentVolumeClaim[] = [];
  for (const { name } of podClaims(pod)) {
    const found = view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name);
    if (found === undefined) continue;
    const claim = found as PersistentVolumeClaim;
    if (isBound(claim)) bound.push(claim);
    else if (
      classOf(claim, view)?.volumeBindingMode === 'WaitForFirstConsumer' &&
      (claim.spec?.volumeName ?? '') === ''
    )
      delayed.push(claim);
    else immediate.push(claim);
  }
  return { bound, immediate, delayed };
}

const classOf = (claim: PersistentVolumeClaim, view: ClusterView): StorageClass | undefined =>
  view.get('storageclasses', '', storageClassOf(claim)) as StorageClass | undefined;

/** What has to be written before a Pod is bound to a node, or why it cannot run there. */
export type VolumesForNode =
  | {
      readonly bindings: readonly { readonly volume: PersistentVolume; readonly claim: PersistentVolumeClaim }[];
      /** Claims for which a provisioner has to make a volume. */
      readonly provisions: readonly PersistentVolumeClaim[];
    }
  | { readonly reasons: readonly string[] };

const conflict = "node(s) didn't match PersistentVolume's node affinity";
const nothingToBind = "node(s) didn't find available persistent volumes to bind";
const vanished = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)';

/** Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/binder.go FindPodVolumes */
export function volumesForNode({ bound, delayed }: SortedClaims, node: Node, view: ClusterView): VolumesForNode {
  const volumes = bound.map(({ spec }) => view.get('persistentvolumes', '', spec?.volumeName ?? ''));
  const unreachable = volumes.some((volume) => volume !== undefined && !isReachable(volume as PersistentVolume, node));
  const found = forDelayed(delayed, node, view);
  const reasons = [
    ...(unreachable ? [conflict] : []),
    ...(found === undefined ? [nothingToBind] : []),
    ...(volumes.includes(undefined) ? [vanished] : []),
  ];
  return found === undefined || reasons.length > 0 ? { reasons } : found;
}

const sizeOf = ({ spec }: PersistentVolumeClaim): string => spec?.resources?.requests?.['storage'] ?? '0';

/** Small claims choose first, so that none takes a large volume from one that needs it. */
function forDelayed(delayed: readonly PersistentVolumeClaim[], node: Node, view: ClusterView) {
  const taken = new Set<string>();
  const bindings: { volume: PersistentVolume; claim: PersistentVolumeClaim }[] = [];
  const provisions: PersistentVolumeClaim[] = [];
  for (const claim of [...delayed].sort((a, b) => compareQuantities(sizeOf(a), sizeOf(b)))) {
    const chosen = own(claim.metadata.annotations, selectedNode);
    if (chosen !== undefined && chosen !== node.metadata.name) return undefined;
    const all = view.list('persistentvolumes') as readonly PersistentVolume[];
    const volume = chosen === undefined ? matchingVolume(claim, all, { node, delayed: true, taken }) : undefined;
    if (volume !== undefined) {
      taken.add(volume.metadata.name);
      bindings.push({ volume, claim });
    } else if (canBeProvisioned(claim, node, view)) provisions.push(claim);
    else return undefined;
  }
  return { bindings, provisions };
}

/** Source: v1.35 binder.go checkVolumeProvisions. The capacity that a CSI driver publishes is not asked. */
function canBeProvisioned(claim: PersistentVolumeClaim, node: Node, view: ClusterView): boolean {
  const storageClass = classOf(claim, view);
  if (storageClass === undefined || ['', 'kubernetes.io/no-provisioner'].includes(storageClass.provisioner))
    return false;
  const terms = storageClass.allowedTopologies ?? [];
  const matches = (term: (typeof terms)[number]): boolean =>
    (term.matchLabelExpressions ?? []).every(({ key, values }) =>
      values.includes(own(node.metadata.labels, key) ?? ''),
    );
  return terms.length === 0 || terms.some(matches);
}
