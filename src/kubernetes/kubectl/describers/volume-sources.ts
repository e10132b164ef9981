import { type Fields, fieldsOf, isFields, listOf, numberOf, textOf } from '../../api/fields.ts';
import { goValue } from '../../api/go-text.ts';
import { compareQuantities, isQuantity } from '../../api/quantity.ts';
import { goList } from './go-list.ts';

type Row = readonly [string, string];

/** A field of a source; undefined where only PersistentVolumes have it. */
type FieldRow = (source: Fields, persistent: boolean) => Row | undefined;

/** A kind of volume in the words of describe, and its fields in their order. */
interface VolumeSource {
  readonly type: string;
  readonly rows: readonly FieldRow[];
}

const text =
  (title: string, field: string): FieldRow =>
  (source) => [`${title}:`, textOf(source[field])];
const flag =
  (title: string, field: string): FieldRow =>
  (source) => [`${title}:`, String(source[field] === true)];
const count =
  (title: string, field: string): FieldRow =>
  (source) => [`${title}:`, String(numberOf(source[field]) ?? 0)];
const list =
  (title: string, field: string): FieldRow =>
  (source) => [`${title}:`, goList(listOf(source[field]))];
const orElse =
  (title: string, field: string, missing: string): FieldRow =>
  (source) => [`${title}:`, String(source[field] ?? missing)];

const ofPersistentVolumes =
  (row: FieldRow): FieldRow =>
  (source, persistent) =>
    persistent ? row(source, persistent) : undefined;

/** A reference as Go prints a pointer to one; those of a PersistentVolume name a Namespace too. */
const secretRef: FieldRow = ({ secretRef: ref }, persistent) => {
  if (!isFields(ref)) return ['SecretRef:', 'nil'];
  const name = `Name:${textOf(ref.name)},`;
  const words = persistent
    ? `&SecretReference{${name}Namespace:${textOf(ref.namespace)},}`
    : `&LocalObjectReference{${name}}`;
  return ['SecretRef:', words];
};

const optional = flag('Optional', 'optional');
const readOnly = flag('ReadOnly', 'readOnly');
const fsType = text('FSType', 'fsType');

/** Those of Pods and of PersistentVolumes. */
const sources: Readonly<Record<string, VolumeSource>> = {
  hostPath: {
    type: 'HostPath (bare host directory volume)',
    rows: [text('Path', 'path'), orElse('HostPathType', 'type', '<none>')],
  },
  emptyDir: {
    type: "EmptyDir (a temporary directory that shares a pod's lifetime)",
    rows: [
      text('Medium', 'medium'),
      ({ sizeLimit }) => [
        'SizeLimit:',
        isQuantity(sizeLimit) && compareQuantities(sizeLimit, 0) > 0 ? String(sizeLimit) : '<unset>',
      ],
    ],
  },
  gcePersistentDisk: {
    type: 'GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)',
    rows: [text('PDName', 'pdName'), fsType, count('Partition', 'partition'), readOnly],
  },
  awsElasticBlockStore: {
    type: 'AWSElasticBlockStore (a Persistent Disk resource in AWS)',
    rows: [text('VolumeID', 'volumeID'), fsType, count('Partition', 'partition'), readOnly],
  },
  gitRepo: {
    type: 'GitRepo (a volume that is pulled from git when the pod is created)',
    rows: [text('Repository', 'repository'), text('Revision', 'revision')],
  },
  secret: { type: 'Secret (a volume populated by a Secret)', rows: [text('SecretName', 'secretName'), optional] },
  configMap: { type: 'ConfigMap (a volume populated by a ConfigMap)', rows: [text('Name', 'name'), optional] },
  nfs: {
    type: 'NFS (an NFS mount that lasts the lifetime of a pod)',
    rows: [text('Server', 'server'), text('Path', 'path'), readOnly],
  },
  iscsi: {
    type: "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host machine and then exposed to the pod)",
    rows: [
      text('TargetPortal', 'targetPortal'),
      text('IQN', 'iqn'),
      count('Lun', 'lun'),
      // The original has no colon here.
      ({ iscsiInterface }) => ['ISCSIInterface', textOf(iscsiInterface)],
      fsType,
      readOnly,
      list('Portals', 'portals'),
      flag('DiscoveryCHAPAuth', 'chapAuthDiscovery'),
      flag('SessionCHAPAuth', 'chapAuthSession'),
      secretRef,
      orElse('InitiatorName', 'initiatorName', '<none>'),
    ],
  },
  glusterfs: {
    type: "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    rows: [
      text('EndpointsName', 'endpoints'),
      ofPersistentVolumes(orElse('EndpointsNamespace', 'endpointsNamespace', '<unset>')),
      text('Path', 'path'),
      readOnly,
    ],
  },
  persistentVolumeClaim: {
    type: 'PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)',
    rows: [text('ClaimName', 'claimName'), readOnly],
  },
  rbd: {
    type: "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    rows: [
      list('CephMonitors', 'monitors'),
      text('RBDImage', 'image'),
      fsType,
      text('RBDPool', 'pool'),
      text('RadosUser', 'user'),
      text('Keyring', 'keyring'),
      secretRef,
      readOnly,
    ],
  },
  quobyte: {
    type: "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    rows: [text('Registry', 'registry'), text('Volume', 'volume'), readOnly],
  },
  azureDisk: {
    type: 'AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)',
    rows: [
      text('DiskName', 'diskName'),
      text('DiskURI', 'diskURI'),
      // The original has a blank behind the colon.
      ({ kind }) => ['Kind: ', textOf(kind)],
      fsType,
      text('CachingMode', 'cachingMode'),
      readOnly,
    ],
  },
  vsphereVolume: {
    type: 'vSphereVolume (a Persistent Disk resource in vSphere)',
    rows: [text('VolumePath', 'volumePath'), fsType, text('StoragePolicyName', 'storagePolicyName')],
  },
  cinder: {
    type: 'Cinder (a Persistent Disk resource in OpenStack)',
    rows: [text('VolumeID', 'volumeID'), fsType, readOnly, secretRef],
  },
  photonPersistentDisk: {
    type: 'PhotonPersistentDisk (a Persistent Disk resource in photon platform)',
    rows: [text('PdID', 'pdID'), fsType],
  },
  portworxVolume: {
    type: 'PortworxVolume (a Portworx Volume resource)',
    rows: [text('VolumeID', 'volumeID')],
  },
  scaleIO: {
    type: 'ScaleIO (a persistent volume backed by a block device in ScaleIO)',
    rows: [
      text('Gateway', 'gateway'),
      text('System', 'system'),
      text('Protection Domain', 'protectionDomain'),
      text('Storage Pool', 'storagePool'),
      text('Storage Mode', 'storageMode'),
      text('VolumeName', 'volumeName'),
      ofPersistentVolumes((source) => ['SecretName:', textOf(fieldsOf(source.secretRef).name)]),
      ofPersistentVolumes((source) => ['SecretNamespace:', textOf(fieldsOf(source.secretRef).namespace)]),
      fsType,
      readOnly,
    ],
  },
  local: {
    type: 'LocalVolume (a persistent volume backed by local storage on a node)',
    rows: [text('Path', 'path')],
  },
  cephfs: {
    type: "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    rows: [
      list('Monitors', 'monitors'),
      text('Path', 'path'),
      text('User', 'user'),
      text('SecretFile', 'secretFile'),
      secretRef,
      readOnly,
    ],
  },
  storageos: {
    type: 'StorageOS (a StorageOS Persistent Disk resource)',
    rows: [text('VolumeName', 'volumeName'), text('VolumeNamespace', 'volumeNamespace'), fsType, readOnly],
  },
  fc: {
    type: 'FC (a Fibre Channel disk)',
    rows: [
      ({ targetWWNs }) => ['TargetWWNs:', listOf(targetWWNs).map(String).join(', ')],
      orElse('LUN', 'lun', '<none>'),
      fsType,
      readOnly,
    ],
  },
  azureFile: {
    type: 'AzureFile (an Azure File Service mount on the host and bind mount to the pod)',
    rows: [
      text('SecretName', 'secretName'),
      ofPersistentVolumes(text('SecretNamespace', 'secretNamespace')),
      text('ShareName', 'shareName'),
      readOnly,
    ],
  },
  flexVolume: {
    type: 'FlexVolume (a generic volume resource that is provisioned/attached using an exec based plugin)',
    rows: [
      text('Driver', 'driver'),
      fsType,
      secretRef,
      readOnly,
      ({ options }) => ['Options:', goValue(fieldsOf(options))],
    ],
  },
  flocker: {
    type: 'Flocker (a Flocker volume mounted by the Flocker agent)',
    rows: [text('DatasetName', 'datasetName'), text('DatasetUUID', 'datasetUUID')],
  },
  csi: {
    type: 'CSI (a Container Storage Interface (CSI) volume source)',
    rows: [text('Driver', 'driver'), fsType, ofPersistentVolumes(text('VolumeHandle', 'volumeHandle')), readOnly],
  },
  image: {
    type: 'Image (a container image or OCI artifact)',
    rows: [text('Reference', 'reference'), text('PullPolicy', 'pullPolicy')],
  },
};

/**
 * The type and the fields of what is behind a volume; undefined for a kind that is none of the plain ones.
 * Source: v1.35 kubectl pkg/describe/describe.go printHostPathVolumeSource and those that follow
 */
export function volumeSourceRows(volume: Fields, persistent: boolean): readonly Row[] | undefined {
  const kind = Object.keys(sources).find((name) => isFields(volume[name]));
  if (kind === undefined) return undefined;
  const { type, rows } = sources[kind] ?? { type: '', rows: [] };
  return [
    ['Type:', type],
    ...rows.map((row) => row(fieldsOf(volume[kind]), persistent)).filter((row) => row !== undefined),
  ];
}
