import { type Fields, isFields } from '../api/fields.ts';

export const sourceTypes =
  'hostPath gcePersistentDisk awsElasticBlockStore glusterfs flocker nfs rbd quobyte cephfs iscsi cinder fc flexVolume azureFile vsphereVolume photonPersistentDisk portworxVolume azureDisk scaleIO local storageos csi'.split(
    ' ',
  );

/** The source that a volume has been given; of several, all. */
export const sourceOf = (spec: Fields): Fields =>
  Object.fromEntries(sourceTypes.filter((type) => isFields(spec[type])).map((type) => [type, spec[type]]));
