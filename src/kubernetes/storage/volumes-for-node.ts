import type { ClusterView } from '../api/calls.ts';
import { own } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../api/types.ts';
import { isBound, selectedNode, storageClassOf } from './claim-binding.ts';
import { isReachable, matchingVolume } from './match-volume.ts';
import { podClaims } from './pod-claims.ts';
import { hasEnoughCapacity } from './storage-capacity.ts';

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
const noSpace = 'node(s) did not have enough free storage';
const vanished = 'node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)';

/** Source: v1.35 pkg/scheduler/framework/plugins/volumebinding/binder.go FindPodVolumes */
export function volumesForNode({ bound, delayed }: SortedClaims, node: Node, view: ClusterView): VolumesForNode {
  const unusable = problemOfBound(bound, node, view);
  const found = forDelayed(delayed, node, view);
  const reasons = [
    ...(unusable === conflict ? [conflict] : []),
    ...(typeof found === 'string' ? [found] : []),
    ...(unusable === vanished ? [vanished] : []),
  ];
  return typeof found === 'string' || reasons.length > 0 ? { reasons } : found;
}

/** The first volume with a problem speaks for all. Source: v1.35 binder.go checkBoundClaims */
function problemOfBound(bound: readonly PersistentVolumeClaim[], node: Node, view: ClusterView): string | undefined {
  for (const { spec } of bound) {
    const volume = view.get('persistentvolumes', '', spec?.volumeName ?? '');
    if (volume === undefined) return vanished;
    if (!isReachable(volume as PersistentVolume, node)) return conflict;
  }
  return undefined;
}

const sizeOf = ({ spec }: PersistentVolumeClaim): string => spec?.resources?.requests?.['storage'] ?? '0';

/**
 * Small claims choose first, so that none takes a large volume from one that needs it. What finds none has to be made,
 * as has what was to be made already.
 */
function forDelayed(delayed: readonly PersistentVolumeClaim[], node: Node, view: ClusterView) {
  const taken = new Set<string>();
  const bindings: { volume: PersistentVolume; claim: PersistentVolumeClaim }[] = [];
  const promised = (claim: PersistentVolumeClaim): string | undefined => own(claim.metadata.annotations, selectedNode);
  const provisions = delayed.filter((claim) => promised(claim) !== undefined);
  if (provisions.some((claim) => promised(claim) !== node.metadata.name)) return nothingToBind;
  const open = delayed.filter((claim) => promised(claim) === undefined);
  for (const claim of [...open].sort((a, b) => compareQuantities(sizeOf(a), sizeOf(b)))) {
    const all = view.list('persistentvolumes') as readonly PersistentVolume[];
    const volume = matchingVolume(claim, all, { node, delayed: true, taken });
    if (volume === undefined) provisions.push(claim);
    else {
      taken.add(volume.metadata.name);
      bindings.push({ volume, claim });
    }
  }
  for (const claim of provisions) {
    const problem = problemOfProvision(claim, node, view);
    if (problem !== undefined) return problem;
  }
  return { bindings, provisions };
}

/** Source: v1.35 binder.go checkVolumeProvisions */
function problemOfProvision(claim: PersistentVolumeClaim, node: Node, view: ClusterView): string | undefined {
  const storageClass = classOf(claim, view);
  if (storageClass === undefined || ['', 'kubernetes.io/no-provisioner'].includes(storageClass.provisioner))
    return nothingToBind;
  if (!isAllowed(storageClass, node)) return nothingToBind;
  return hasEnoughCapacity(claim, storageClass, node, view) ? undefined : noSpace;
}

/** A term without expressions allows no node. Source: v1.35 component-helpers scheduling/corev1/helpers.go MatchTopologySelectorTerms */
function isAllowed({ allowedTopologies = [] }: StorageClass, { metadata }: Node): boolean {
  const matches = ({ matchLabelExpressions = [] }: (typeof allowedTopologies)[number]): boolean =>
    matchLabelExpressions.length > 0 &&
    matchLabelExpressions.every(({ key, values }) => {
      const found = own(metadata.labels, key);
      return found !== undefined && values.includes(found);
    });
  return allowedTopologies.length === 0 || allowedTopologies.some(matches);
}
