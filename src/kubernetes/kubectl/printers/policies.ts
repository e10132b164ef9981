import { at, byText, type Fields, fieldsOf, listOf, numberOf, textOf } from '../../api/fields.ts';
import { age, type KindPrinter, nameOf } from './kind-printer.ts';

/** Limits, budgets and storage. Source: v1.35 pkg/printers/internalversion/printers.go */

export const quotaPrinter: KindPrinter = {
  columns: ['NAME', 'REQUEST', 'LIMIT', 'AGE'],
  row: (object, now) => {
    const hard = fieldsOf(at(object, 'status', 'hard'));
    const used = fieldsOf(at(object, 'status', 'used'));
    const print = (limits: boolean) =>
      Object.keys(hard)
        .filter((key) => key.startsWith('limits.') === limits)
        .sort(byText)
        .map((key) => `${key}: ${String(used[key] ?? '0')}/${String(hard[key])}`)
        .join(', ');
    return [nameOf(object), print(false), print(true), age(object, now)];
  },
};

const orNotSet = (value: unknown) => (value === undefined ? 'N/A' : String(value));

export const budgetPrinter: KindPrinter = {
  columns: ['NAME', 'MIN AVAILABLE', 'MAX UNAVAILABLE', 'ALLOWED DISRUPTIONS', 'AGE'],
  row: (object, now) => [
    nameOf(object),
    orNotSet(at(object, 'spec', 'minAvailable')),
    orNotSet(at(object, 'spec', 'maxUnavailable')),
    String(numberOf(at(object, 'status', 'disruptionsAllowed')) ?? 0),
    age(object, now),
  ],
};

const modes: Readonly<Record<string, string>> = {
  ReadWriteOnce: 'RWO',
  ReadOnlyMany: 'ROX',
  ReadWriteMany: 'RWX',
  ReadWriteOncePod: 'RWOP',
};

/** In this order, whatever the order in the object. */
export function accessModes(list: unknown): string {
  const given = listOf(list).map(String);
  return ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod']
    .filter((mode) => given.includes(mode))
    .map((mode) => modes[mode])
    .join(',');
}

const attributes = (object: Fields) => textOf(at(object, 'spec', 'volumeAttributesClassName')) || '<unset>';
const phase = (object: Fields) =>
  fieldsOf(object.metadata).deletionTimestamp === undefined ? textOf(at(object, 'status', 'phase')) : 'Terminating';
/** An annotation was there before the field. */
const storageClass = (object: Fields) =>
  textOf(
    fieldsOf(at(object, 'metadata', 'annotations'))['volume.beta.kubernetes.io/storage-class'] ??
      at(object, 'spec', 'storageClassName'),
  );
const volumeMode = (object: Fields) => textOf(at(object, 'spec', 'volumeMode')) || '<unset>';

export const claimPrinter: KindPrinter = {
  columns: [
    'NAME',
    'STATUS',
    'VOLUME',
    'CAPACITY',
    'ACCESS MODES',
    'STORAGECLASS',
    'VOLUMEATTRIBUTESCLASS',
    'AGE',
    '+VOLUMEMODE',
  ],
  row: (object, now) => {
    const volume = textOf(at(object, 'spec', 'volumeName'));
    return [
      nameOf(object),
      phase(object),
      volume,
      volume === '' ? '' : String(at(object, 'status', 'capacity', 'storage') ?? '0'),
      volume === '' ? '' : accessModes(at(object, 'status', 'accessModes')),
      storageClass(object),
      attributes(object),
      age(object, now),
      volumeMode(object),
    ];
  },
};

export const volumePrinter: KindPrinter = {
  columns: [
    'NAME',
    'CAPACITY',
    'ACCESS MODES',
    'RECLAIM POLICY',
    'STATUS',
    'CLAIM',
    'STORAGECLASS',
    'VOLUMEATTRIBUTESCLASS',
    'REASON',
    'AGE',
    '+VOLUMEMODE',
  ],
  row: (object, now) => {
    const claim = fieldsOf(at(object, 'spec', 'claimRef'));
    return [
      nameOf(object),
      String(at(object, 'spec', 'capacity', 'storage') ?? ''),
      accessModes(at(object, 'spec', 'accessModes')),
      textOf(at(object, 'spec', 'persistentVolumeReclaimPolicy')),
      phase(object),
      claim.name === undefined ? '' : `${textOf(claim.namespace)}/${textOf(claim.name)}`,
      storageClass(object),
      attributes(object),
      textOf(at(object, 'status', 'reason')),
      age(object, now),
      volumeMode(object),
    ];
  },
};

export const storageClassPrinter: KindPrinter = {
  columns: ['NAME', 'PROVISIONER', 'RECLAIMPOLICY', 'VOLUMEBINDINGMODE', 'ALLOWVOLUMEEXPANSION', 'AGE'],
  row: (object, now) => {
    const annotations = fieldsOf(at(object, 'metadata', 'annotations'));
    const usual = ['storageclass.kubernetes.io', 'storageclass.beta.kubernetes.io'].some(
      (prefix) => annotations[`${prefix}/is-default-class`] === 'true',
    );
    return [
      `${nameOf(object)}${usual ? ' (default)' : ''}`,
      textOf(object.provisioner),
      textOf(object.reclaimPolicy),
      textOf(object.volumeBindingMode),
      String(object.allowVolumeExpansion === true),
      age(object, now),
    ];
  },
};
