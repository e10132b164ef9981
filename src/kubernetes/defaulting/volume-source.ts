import { type Fields, fieldsOf } from '../api/fields.ts';
import { pullPolicy } from './container.ts';
import { fill, fillZero, within } from './fill.ts';

type Change = (source: Fields) => Fields;

/**
 * What the sources have that a Pod's volume and a PersistentVolume share.
 * Source: v1.35 pkg/apis/core/v1/defaults.go, zz_generated.defaults.go
 */
const changes: Readonly<Record<string, Change>> = {
  hostPath: (path) => fill(path, { type: '' }),
  iscsi: (disk) => fillZero(disk, { iscsiInterface: 'default' }),
  rbd: (disk) => fillZero(disk, { pool: 'rbd', user: 'admin', keyring: '/etc/ceph/keyring' }),
  azureDisk: (disk) => fill(disk, { cachingMode: 'ReadWrite', kind: 'Shared', fsType: 'ext4', readOnly: false }),
  scaleIO: (disk) => fillZero(disk, { storageMode: 'ThinProvisioned', fsType: 'xfs' }),
  image: (image) => fillZero(image, { pullPolicy: pullPolicy(String(image.reference ?? '')) }),
};

export const defaultVolumeSource = (owner: Fields): Fields =>
  Object.entries(changes).reduce(
    (done, [name, change]) => within(done, name, (source) => change(fieldsOf(source))),
    owner,
  );
