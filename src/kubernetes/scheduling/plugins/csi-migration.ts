import type { V1CSINode, V1PersistentVolumeSpec, V1Volume } from '@kubernetes/client-node';
import { own } from '../../api/fields.ts';
import type { Wire } from '../../api/types.ts';

export type CsiNode = Wire<V1CSINode>;

/** A volume as a CSI driver knows it. */
export interface CsiVolume {
  readonly driver: string;
  readonly handle: string;
}

type Source = Wire<V1Volume> | Wire<V1PersistentVolumeSpec>;

/**
 * Kinds of volumes that were part of Kubernetes and are carried out by drivers now. In-tree, a volume is known by its
 * own identifier, which is enough to tell one from another.
 * Source: v1.35 staging/src/k8s.io/csi-translation-lib/plugins
 */
const migrated = [
  {
    plugin: 'kubernetes.io/aws-ebs',
    driver: 'ebs.csi.aws.com',
    handle: (source: Source) => source.awsElasticBlockStore?.volumeID,
  },
  {
    plugin: 'kubernetes.io/gce-pd',
    driver: 'pd.csi.storage.gke.io',
    handle: (source: Source) => source.gcePersistentDisk?.pdName,
  },
  {
    plugin: 'kubernetes.io/azure-disk',
    driver: 'disk.csi.azure.com',
    handle: (source: Source) => source.azureDisk?.diskURI,
  },
  {
    plugin: 'kubernetes.io/azure-file',
    driver: 'file.csi.azure.com',
    handle: (source: Source) => source.azureFile?.shareName,
  },
  {
    plugin: 'kubernetes.io/cinder',
    driver: 'cinder.csi.openstack.org',
    handle: (source: Source) => source.cinder?.volumeID,
  },
  {
    plugin: 'kubernetes.io/vsphere-volume',
    driver: 'csi.vsphere.vmware.com',
    handle: (source: Source) => source.vsphereVolume?.volumePath,
  },
  {
    plugin: 'kubernetes.io/portworx-volume',
    driver: 'pxd.portworx.com',
    handle: (source: Source) => source.portworxVolume?.volumeID,
  },
] as const;

/** Counted by their driver wherever the node has a CSINode. */
const everywhere = [
  'kubernetes.io/aws-ebs',
  'kubernetes.io/gce-pd',
  'kubernetes.io/azure-disk',
  'kubernetes.io/cinder',
];

/** Source: v1.35 pkg/scheduler/framework/plugins/nodevolumelimits/utils.go isCSIMigrationOn */
function isMigratedOn(csiNode: CsiNode | undefined, plugin: string): boolean {
  if (csiNode === undefined) return false;
  if (everywhere.includes(plugin)) return true;
  if (plugin !== 'kubernetes.io/portworx-volume') return false;
  const listed = own(csiNode.metadata?.annotations, 'storage.alpha.kubernetes.io/migrated-plugins') ?? '';
  return listed.split(',').includes(plugin);
}

export const isMigratable = (source: Source): boolean => migrated.some(({ handle }) => handle(source) !== undefined);

/** The volume of a driver that an in-tree volume has become on this node; undefined where it has not. */
export function migratedVolume(source: Source, csiNode: CsiNode | undefined): CsiVolume | undefined {
  for (const { plugin, driver, handle } of migrated) {
    const found = handle(source);
    if (found !== undefined) return isMigratedOn(csiNode, plugin) ? { driver, handle: found } : undefined;
  }
  return undefined;
}

/** The driver behind the provisioner of a class on this node; undefined where the in-tree one is still at work. */
export function driverOf(provisioner: string, csiNode: CsiNode | undefined): string | undefined {
  const known = migrated.find(({ plugin }) => plugin === provisioner);
  if (known === undefined) return provisioner;
  return isMigratedOn(csiNode, provisioner) ? known.driver : undefined;
}
