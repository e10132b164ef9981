import { own } from '../../api/fields.ts';
import type { ApiObject, PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../../api/types.ts';
import {
  bindCompleted,
  boundByController,
  isKeptFor,
  selectedNode,
  storageClassOf,
} from '../../storage/claim-binding.ts';
import { bestVolume, mismatch } from '../../storage/match-volume.ts';
import type { ReconcileContext } from '../controller.ts';
import { eventOf, type Steps } from '../pod-control.ts';
import { provision } from './provision.ts';
import { bind, setClaimStatus, setClaimStatusWithEvent } from './writes.ts';

/**
 * Finds a volume for a claim, or completes a binding that is under way. False where a write was refused.
 * Source: v1.35 pkg/controller/volume/persistentvolume/pv_controller.go syncClaim
 */
export const syncClaim = (claim: PersistentVolumeClaim, context: ReconcileContext): Steps<boolean> =>
  own(claim.metadata.annotations, bindCompleted) === undefined
    ? syncUnbound(claim, context)
    : syncBound(claim, context);

const volumeNamed = (name: string, { view }: ReconcileContext): PersistentVolume | undefined =>
  view.get('persistentvolumes', '', name) as PersistentVolume | undefined;

function* syncUnbound(claim: PersistentVolumeClaim, context: ReconcileContext): Steps<boolean> {
  const named = claim.spec?.volumeName ?? '';
  if (named !== '') return yield* syncNamed(claim, named, context);
  const delayed = waitsForConsumer(claim, context);
  const volumes = context.view.list('persistentvolumes') as readonly PersistentVolume[];
  const volume = bestVolume(claim, volumes, delayed);
  if (volume !== undefined) return yield* bind(volume, claim, context.now());
  if (delayed && own(claim.metadata.annotations, selectedNode) === undefined) yield waiting(claim, context);
  else if (storageClassOf(claim) !== '') return yield* provision(claim, context);
  else {
    const message = 'no persistent volumes available for this claim and no storage class is set';
    yield eventOf(claim as ApiObject, 'Normal', 'FailedBinding', message);
  }
  return (yield* setClaimStatus(claim, 'Pending')) !== undefined;
}

function waitsForConsumer(claim: PersistentVolumeClaim, { view }: ReconcileContext): boolean {
  const storageClass = view.get('storageclasses', '', storageClassOf(claim)) as StorageClass | undefined;
  return storageClass?.volumeBindingMode === 'WaitForFirstConsumer';
}

/** Source: v1.35 pv_controller.go emitEventForUnboundDelayBindingClaim */
function waiting(claim: PersistentVolumeClaim, { view }: ReconcileContext) {
  const pods = (view.list('pods', claim.metadata.namespace) as readonly Pod[])
    .filter(
      ({ spec, status }) =>
        (spec.nodeName ?? '') === '' &&
        status?.phase !== 'Succeeded' &&
        status?.phase !== 'Failed' &&
        (spec.volumes ?? []).some((volume) => volume.persistentVolumeClaim?.claimName === claim.metadata.name),
    )
    .map(({ metadata }) => metadata.name);
  if (pods.length === 0) {
    const message = 'waiting for first consumer to be created before binding';
    return eventOf(claim as ApiObject, 'Normal', 'WaitForFirstConsumer', message);
  }
  const message = `waiting for ${pods.length > 1 ? 'pods' : 'pod'} ${pods.join(',')} to be scheduled`;
  return eventOf(claim as ApiObject, 'Normal', 'WaitForPodScheduled', message);
}

/** The person asked for one volume by its name. */
function* syncNamed(claim: PersistentVolumeClaim, name: string, context: ReconcileContext): Steps<boolean> {
  const volume = volumeNamed(name, context);
  if (volume === undefined) return (yield* setClaimStatus(claim, 'Pending')) !== undefined;
  if (isKeptFor(volume, claim)) return yield* bind(volume, claim, context.now());
  if (volume.spec?.claimRef === undefined) {
    const why = mismatch(volume, claim);
    if (why === undefined) return yield* bind(volume, claim, context.now());
    const message = `Cannot bind to requested volume "${name}": ${why}`;
    yield eventOf(claim as ApiObject, 'Warning', 'VolumeMismatch', message);
  } else {
    if (own(claim.metadata.annotations, boundByController) !== undefined) return true;
    const message = `volume "${name}" already bound to a different claim.`;
    yield eventOf(claim as ApiObject, 'Warning', 'FailedBinding', message);
  }
  return (yield* setClaimStatus(claim, 'Pending')) !== undefined;
}

/** Source: v1.35 pv_controller.go syncBoundClaim */
function* syncBound(claim: PersistentVolumeClaim, context: ReconcileContext): Steps<boolean> {
  const name = claim.spec?.volumeName ?? '';
  const lost = (reason: string, message: string) => setClaimStatusWithEvent(claim, 'Lost', [reason, message]);
  if (name === '')
    return yield* lost('ClaimLost', 'Bound claim has lost reference to PersistentVolume. Data on the volume is lost!');
  const volume = volumeNamed(name, context);
  if (volume === undefined)
    return yield* lost('ClaimLost', 'Bound claim has lost its PersistentVolume. Data on the volume is lost!');
  const reference = volume.spec?.claimRef;
  if (reference === undefined || reference.uid === claim.metadata.uid) return yield* bind(volume, claim, context.now());
  const message = 'Two claims are bound to the same volume, this one is bound incorrectly';
  return yield* lost('ClaimMisbound', message);
}
