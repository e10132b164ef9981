import type { PersistentVolume, PersistentVolumeClaim, StorageClass } from '../../../src/kubernetes/api/types.ts';

type Fields = object;

/** A claim that is bound to a volume, where one is named. */
export const claimNamed = (name: string, volumeName = '', spec: Fields = {}, metadata: Fields = {}) =>
  ({
    kind: 'PersistentVolumeClaim',
    metadata: {
      name,
      namespace: 'default',
      uid: name,
      annotations: volumeName === '' ? {} : { 'pv.kubernetes.io/bind-completed': 'yes' },
      ...metadata,
    },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } }, volumeName, ...spec },
  }) as unknown as PersistentVolumeClaim;

export const volumeNamed = (name: string, spec: Fields = {}, labels: Fields = {}, status: Fields = {}) =>
  ({
    kind: 'PersistentVolume',
    metadata: { name, labels },
    spec: { capacity: { storage: '10Gi' }, accessModes: ['ReadWriteOnce'], ...spec },
    status: { phase: 'Available', ...status },
  }) as unknown as PersistentVolume;

export const classNamed = (name: string, provisioner: string, more: Fields = {}) =>
  ({
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    volumeBindingMode: 'WaitForFirstConsumer',
    ...more,
  }) as unknown as StorageClass;

/** A volume of a Pod that stands for a claim. */
export const mounts = (...claims: readonly string[]) => ({
  volumes: claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } })),
});
