import { own } from '../api/fields.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../api/types.ts';

export const bindCompleted = 'pv.kubernetes.io/bind-completed';
export const boundByController = 'pv.kubernetes.io/bound-by-controller';
export const selectedNode = 'volume.kubernetes.io/selected-node';

/** The class of a claim or a volume; an old annotation counts before the field. Source: component-helpers storage/volume/helpers.go */
export function storageClassOf({ metadata, spec }: PersistentVolume | PersistentVolumeClaim): string {
  return own(metadata.annotations, 'volume.beta.kubernetes.io/storage-class') ?? spec?.storageClassName ?? '';
}

/** Whether both sides of the binding are written down. */
export const isBound = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  own(metadata.annotations, bindCompleted) !== undefined && (spec?.volumeName ?? '') !== '';

/**
 * Whether a volume is kept for this claim and no other.
 * Source: v1.35 component-helpers storage/volume/pv_helpers.go IsVolumeBoundToClaim
 */
export function isKeptFor(volume: PersistentVolume, claim: PersistentVolumeClaim): boolean {
  const reference = volume.spec?.claimRef;
  if (reference === undefined) return false;
  if (reference.name !== claim.metadata.name || reference.namespace !== claim.metadata.namespace) return false;
  return (reference.uid ?? '') === '' || reference.uid === claim.metadata.uid;
}

/**
 * The volume with the claim written into it.
 * Source: v1.35 component-helpers storage/volume/pv_helpers.go GetBindVolumeToClaim
 */
export function boundTo(volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume {
  const { name, namespace, uid, resourceVersion } = claim.metadata;
  const reference = volume.spec?.claimRef;
  const written = reference?.name === name && reference.namespace === namespace && reference.uid === uid;
  const claimRef = written
    ? reference
    : { kind: 'PersistentVolumeClaim', namespace: namespace ?? '', name, uid, apiVersion: 'v1', resourceVersion };
  // Somebody who wrote the claim into the volume bound it; the controller only completes that.
  const annotations = isKeptFor(volume, claim)
    ? volume.metadata.annotations
    : { ...volume.metadata.annotations, [boundByController]: 'yes' };
  const metadata = annotations === undefined ? volume.metadata : { ...volume.metadata, annotations };
  return { ...volume, metadata, spec: { ...volume.spec, claimRef } };
}
