import { type Fields, fieldsOf, isFields } from '../api/fields.ts';
import { goValue } from './go-value.ts';

export const sourceTypes =
  'hostPath gcePersistentDisk awsElasticBlockStore glusterfs flocker nfs rbd quobyte cephfs iscsi cinder fc flexVolume azureFile vsphereVolume photonPersistentDisk portworxVolume azureDisk scaleIO local storageos csi'.split(
    ' ',
  );

/** The source that a volume has been given; of several, all. */
export const sourceOf = (spec: Fields): Fields =>
  Object.fromEntries(sourceTypes.filter((type) => isFields(spec[type])).map((type) => [type, spec[type]]));

/** The server's own names for them, in its own order, with what they are called in JSON where that differs by more than a capital. */
const goNames =
  'GCEPersistentDisk=gcePersistentDisk AWSElasticBlockStore=awsElasticBlockStore HostPath=hostPath Glusterfs=glusterfs NFS=nfs RBD=rbd Quobyte=quobyte ISCSI=iscsi FlexVolume=flexVolume Cinder=cinder CephFS=cephfs FC=fc Flocker=flocker AzureFile=azureFile VsphereVolume=vsphereVolume AzureDisk=azureDisk PhotonPersistentDisk=photonPersistentDisk PortworxVolume=portworxVolume ScaleIO=scaleIO Local=local StorageOS=storageos CSI=csi'
    .split(' ')
    .map((pair) => pair.split('='));

const secret = (value: unknown) => {
  const { name = '', namespace = '' } = fieldsOf(value);
  return isFields(value) ? { Name: name, Namespace: namespace } : null;
};

const printed: Readonly<Record<string, (source: Fields) => unknown>> = {
  hostPath: (source) => goValue(source, 'v1.HostPathVolumeSource'),
  nfs: (source) => goValue(source, 'v1.NFSVolumeSource'),
  local: ({ path, fsType = null }) => ({ Path: path, FSType: fsType }),
  csi: (source) => ({
    Driver: source.driver,
    VolumeHandle: source.volumeHandle,
    ReadOnly: source.readOnly ?? false,
    FSType: source.fsType ?? '',
    VolumeAttributes: source.volumeAttributes ?? null,
    ControllerPublishSecretRef: secret(source.controllerPublishSecretRef),
    NodeStageSecretRef: secret(source.nodeStageSecretRef),
    NodePublishSecretRef: secret(source.nodePublishSecretRef),
    ControllerExpandSecretRef: secret(source.controllerExpandSecretRef),
    NodeExpandSecretRef: secret(source.nodeExpandSecretRef),
  }),
};

/**
 * The source under the names of the server's own structs. The fields of bygone clouds keep their JSON names.
 * Source: v1.35 pkg/apis/core/types.go PersistentVolumeSource
 */
export const printedSource = (spec: Fields): Fields =>
  Object.fromEntries(
    goNames.map(([name = '', field = '']) => {
      const source = spec[field];
      return [name, isFields(source) ? (printed[field]?.(source) ?? source) : null];
    }),
  );
