import { type Fields, fieldsOf } from '../api/fields.ts';
import { fill, within } from './fill.ts';
import { defaultVolumeSource } from './volume-source.ts';

/** Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolumeClaim */
export function defaultClaim(claim: Fields): Fields {
  return within(fill(claim, { spec: {} }), 'spec', (spec) =>
    fill(fieldsOf(spec), { volumeMode: 'Filesystem', resources: {} }),
  );
}

/** Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_PersistentVolume */
export function defaultVolumeObject(volume: Fields): Fields {
  return within(fill(volume, { spec: {} }), 'spec', (spec) => {
    const done = fill(fieldsOf(spec), { persistentVolumeReclaimPolicy: 'Retain', volumeMode: 'Filesystem' });
    return defaultVolumeSource(done);
  });
}

/** Source: v1.35 pkg/apis/storage/v1/defaults.go SetDefaults_StorageClass */
export const defaultStorageClass = (storage: Fields): Fields =>
  fill(storage, { reclaimPolicy: 'Delete', volumeBindingMode: 'Immediate' });
