import { own, sameJson } from '../../api/fields.ts';
import { rfc3339 } from '../../api/times.ts';
import type { ApiObject, PersistentVolume, PersistentVolumeClaim } from '../../api/types.ts';
import { bindCompleted, boundByController, boundTo } from '../../storage/claim-binding.ts';
import { eventOf, type Steps } from '../pod-control.ts';

export const volumePath = (name: string): string => `/api/v1/persistentvolumes/${name}`;
export const claimPath = ({ metadata }: PersistentVolumeClaim): string =>
  `/api/v1/namespaces/${metadata.namespace}/persistentvolumeclaims/${metadata.name}`;

/** The object as it is stored now, or undefined where the write was refused: somebody else was faster. */
export function* put<T extends object>(path: string, body: T): Steps<T | undefined> {
  const [answer] = yield { verb: 'update', path, body };
  return answer !== undefined && answer.code < 300 ? (answer.body as T) : undefined;
}

/** Source: v1.35 pkg/controller/volume/persistentvolume/pv_controller.go updateVolumePhase */
export function* setVolumePhase(
  volume: PersistentVolume,
  phase: string,
  message = '',
  now = 0,
): Steps<PersistentVolume | undefined> {
  if (volume.status?.phase === phase) return volume;
  const { message: _, ...rest } = volume.status ?? {};
  const status = { ...rest, phase, ...(message === '' ? {} : { message }), lastPhaseTransitionTime: rfc3339(now) };
  return yield* put(`${volumePath(volume.metadata.name)}/status`, { ...volume, status } as PersistentVolume);
}

/** Source: v1.35 pv_controller.go updateClaimStatus */
export function* setClaimStatus(
  claim: PersistentVolumeClaim,
  phase: string,
  volume?: PersistentVolume,
): Steps<PersistentVolumeClaim | undefined> {
  const { accessModes, capacity, ...rest } = claim.status ?? {};
  // The capacity is taken over when the claim becomes bound, not later: a volume may grow.
  const becomes = claim.status?.phase !== phase || capacity === undefined;
  const held = volume?.spec?.capacity;
  const given =
    volume === undefined
      ? {}
      : {
          ...(volume.spec?.accessModes === undefined ? {} : { accessModes: volume.spec.accessModes }),
          ...(becomes ? (held === undefined ? {} : { capacity: held }) : { capacity }),
        };
  const status = { ...rest, ...given, phase };
  if (sameJson(status, claim.status)) return claim;
  return yield* put(`${claimPath(claim)}/status`, { ...claim, status } as PersistentVolumeClaim);
}

/** The same, and an event if the phase is a new one. */
export function* setClaimStatusWithEvent(
  claim: PersistentVolumeClaim,
  phase: string,
  [reason, message]: readonly [string, string],
): Steps<boolean> {
  if (claim.status?.phase === phase) return true;
  const written = yield* setClaimStatus(claim, phase);
  if (written === undefined) return false;
  yield eventOf(written as ApiObject, 'Warning', reason, message);
  return true;
}

/**
 * Four writes, each of which leads on from whatever the one before it left behind: the claim into the volume, the
 * volume's phase, the volume into the claim, the claim's status. False where one was refused.
 * Source: v1.35 pv_controller.go bind
 */
export function* bind(volume: PersistentVolume, claim: PersistentVolumeClaim, now: number): Steps<boolean> {
  const wanted = boundTo(volume, claim);
  const kept = sameJson(wanted, volume) ? volume : yield* put(volumePath(volume.metadata.name), wanted);
  const bound = kept && (yield* setVolumePhase(kept, 'Bound', '', now));
  if (bound === undefined) return false;
  const completed = withVolume(claim, bound);
  const known = sameJson(completed, claim) ? claim : yield* put(claimPath(claim), completed);
  return known !== undefined && (yield* setClaimStatus(known, 'Bound', bound)) !== undefined;
}

/** Source: v1.35 pv_controller.go bindClaimToVolume */
function withVolume(claim: PersistentVolumeClaim, volume: PersistentVolume): PersistentVolumeClaim {
  const before = claim.metadata.annotations;
  const chosen = claim.spec?.volumeName !== volume.metadata.name;
  const annotations = {
    ...before,
    ...(chosen ? { [boundByController]: own(before, boundByController) ?? 'yes' } : {}),
    [bindCompleted]: own(before, bindCompleted) ?? 'yes',
  };
  return {
    ...claim,
    metadata: { ...claim.metadata, annotations },
    spec: { ...claim.spec, volumeName: volume.metadata.name },
  };
}

/**
 * Lets a volume go that was kept for a claim which has got another one.
 * Source: v1.35 pv_controller.go unbindVolume
 */
export function* unbindVolume(volume: PersistentVolume, now: number): Steps<boolean> {
  const { [boundByController]: ours, ...annotations } = volume.metadata.annotations ?? {};
  const { claimRef, ...spec } = volume.spec ?? {};
  const { annotations: _, ...metadata } = volume.metadata;
  const { uid: _uid, resourceVersion: _version, ...reference } = claimRef ?? {};
  const free =
    ours === undefined
      ? { ...volume, spec: { ...spec, claimRef: reference } }
      : { ...volume, metadata: Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations }, spec };
  const written = yield* put(volumePath(volume.metadata.name), free as PersistentVolume);
  return written !== undefined && (yield* setVolumePhase(written, 'Available', '', now)) !== undefined;
}
