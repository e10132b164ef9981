import type { V1VolumeAttachment } from '@kubernetes/client-node';
import type { ClusterView } from '../../api/calls.ts';
import type { PersistentVolume, PersistentVolumeClaim, Pod, StorageClass, Wire } from '../../api/types.ts';
import { storageClassOf } from '../../storage/claim-binding.ts';
import { podClaims } from '../../storage/pod-claims.ts';
import { fits, type NodeInfo, type Rejection, type SchedulingPlugin, type Verdict } from '../framework.ts';
import { type CsiNode, type CsiVolume, driverOf, isMigratable, migratedVolume } from './csi-migration.ts';
import { usesClaim } from './volume-claims.ts';

/** Drivers by volume: a volume that several Pods use counts once. */
type Attached = Map<string, string>;

const hasVolumes = ({ spec }: Pod): boolean =>
  (spec.volumes ?? []).some(
    (volume) => volume.persistentVolumeClaim !== undefined || volume.ephemeral !== undefined || isMigratable(volume),
  );

/** A claim without a volume stands for the one that will be made for it. Source: v1.35 csi.go getCSIDriverInfoFromSC */
function volumeToCome(claim: PersistentVolumeClaim, csiNode: CsiNode | undefined, view: ClusterView) {
  const storageClass = view.get('storageclasses', '', storageClassOf(claim)) as StorageClass | undefined;
  const driver = storageClass && driverOf(storageClass.provisioner, csiNode);
  const { namespace, name } = claim.metadata;
  return driver === undefined ? undefined : { driver, handle: `to be made for ${namespace}/${name}` };
}

/** Source: v1.35 csi.go getCSIDriverInfo */
function csiVolumeOf(
  claim: PersistentVolumeClaim,
  csiNode: CsiNode | undefined,
  view: ClusterView,
): CsiVolume | undefined {
  const volume = view.get('persistentvolumes', '', claim.spec?.volumeName ?? '') as PersistentVolume | undefined;
  if (volume?.spec === undefined) return volumeToCome(claim, csiNode, view);
  const { csi } = volume.spec;
  return csi === undefined ? migratedVolume(volume.spec, csiNode) : { driver: csi.driver, handle: csi.volumeHandle };
}

const add = (volumes: Attached, volume: CsiVolume | undefined): void => {
  if (volume !== undefined) volumes.set(`${volume.driver}/${volume.handle}`, volume.driver);
};

/** The volumes of a Pod that a driver attaches. Source: v1.35 csi.go filterAttachableVolumes */
function addVolumesOf(pod: Pod, csiNode: CsiNode | undefined, view: ClusterView, volumes: Attached): void {
  for (const volume of pod.spec.volumes ?? []) add(volumes, migratedVolume(volume, csiNode));
  for (const { name } of podClaims(pod)) {
    const claim = view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name);
    if (claim !== undefined) add(volumes, csiVolumeOf(claim as PersistentVolumeClaim, csiNode, view));
  }
}

/** What is attached to the node though no Pod on it uses it. Source: v1.35 csi.go getNodeVolumeAttachmentInfo */
function addAttachments(node: string, view: ClusterView, volumes: Attached): void {
  for (const { spec } of view.list('volumeattachments') as readonly Wire<V1VolumeAttachment>[]) {
    if (spec.nodeName !== node) continue;
    const volume = view.get('persistentvolumes', '', spec.source.persistentVolumeName ?? '');
    const csi = (volume as PersistentVolume | undefined)?.spec?.csi;
    if (csi !== undefined) add(volumes, { driver: csi.driver, handle: csi.volumeHandle });
  }
}

/** The most volumes by driver, as the node's CSINode has them. Source: v1.35 csi.go getVolumeLimits */
function limitsOf(csiNode: CsiNode | undefined): ReadonlyMap<string, number> {
  const limits = new Map<string, number>();
  for (const { name, allocatable } of csiNode?.spec.drivers ?? [])
    if (allocatable?.count !== undefined) limits.set(name, allocatable.count);
  return limits;
}

function countByDriver(volumes: Attached): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const driver of volumes.values()) counts.set(driver, (counts.get(driver) ?? 0) + 1);
  return counts;
}

function exceeds(pod: Pod, { node, pods }: NodeInfo, view: ClusterView): Rejection | undefined {
  const { name } = node.metadata;
  const csiNode = view.get('csinodes', '', name) as CsiNode | undefined;
  const wanted: Attached = new Map();
  addVolumesOf(pod, csiNode, view, wanted);
  const limits = limitsOf(csiNode);
  if (wanted.size === 0 || limits.size === 0) return undefined;
  const attached: Attached = new Map();
  for (const other of pods) addVolumesOf(other, csiNode, view, attached);
  addAttachments(name, view, attached);
  for (const volume of attached.keys()) wanted.delete(volume);
  const there = countByDriver(attached);
  for (const [driver, count] of countByDriver(wanted)) {
    const limit = limits.get(driver);
    const before = there.get(driver) ?? 0;
    if (limit === undefined || before + count <= limit) continue;
    return {
      code: 'Unschedulable',
      reasons: ['node(s) exceed max volume count'],
      compared: { driver, attached: before, wanted: count, limit, field: 'spec.drivers' },
    };
  }
  return undefined;
}

/** A claim that is not there keeps the Pod from every node. Source: v1.35 csi.go Filter */
function missingClaim(pod: Pod, view: ClusterView): Rejection | undefined {
  const namespace = pod.metadata.namespace ?? '';
  const missing = podClaims(pod).find(({ name }) => view.get('persistentvolumeclaims', namespace, name) === undefined);
  if (missing === undefined) return undefined;
  return {
    code: 'UnschedulableAndUnresolvable',
    reasons: [`looking up PVC ${namespace}/${missing.name}: persistentvolumeclaim "${missing.name}" not found`],
  };
}

const mayAttachMore = (before: CsiNode | undefined, after: CsiNode | undefined): boolean => {
  const old = limitsOf(before);
  return before === undefined || [...limitsOf(after)].some(([driver, limit]) => limit > (old.get(driver) ?? 0));
};

/**
 * Refuses a node to which a driver cannot attach more volumes.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodevolumelimits/csi.go
 */
export const nodeVolumeLimits: SchedulingPlugin = {
  name: 'NodeVolumeLimits',
  preFilter({ pod, view }) {
    if (!hasVolumes(pod)) return 'Skip';
    const missing = missingClaim(pod, view);
    return { filter: (info): Verdict => missing ?? exceeds(pod, info, view) ?? fits };
  },
  hints: [
    {
      resource: 'CSINode',
      actions: ['Add', 'Update'],
      helps: (_pod, { before, after }) =>
        mayAttachMore(before as unknown as CsiNode | undefined, after as unknown as CsiNode | undefined),
    },
    {
      resource: 'Pod',
      actions: ['Delete'],
      helps: (_pod, { before }) => ((before as Pod).spec.nodeName ?? '') !== '' && hasVolumes(before as Pod),
    },
    { resource: 'PersistentVolumeClaim', actions: ['Add'], helps: (pod, { after }) => usesClaim(pod, after) },
  ],
};
