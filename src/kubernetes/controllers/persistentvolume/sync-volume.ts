import { own } from '../../api/fields.ts';
import type { ApiObject, PersistentVolume, PersistentVolumeClaim } from '../../api/types.ts';
import type { ReconcileContext } from '../controller.ts';
import { eventOf, type Steps } from '../pod-control.ts';
import { syncClaim } from './sync-claim.ts';
import { setVolumePhase, unbindVolume, volumePath } from './writes.ts';

const provisionedBy = 'pv.kubernetes.io/provisioned-by';

/**
 * Brings a volume's phase in line with its claim. False where a write was refused.
 * Source: v1.35 pkg/controller/volume/persistentvolume/pv_controller.go syncVolume
 */
export function* syncVolume(volume: PersistentVolume, context: ReconcileContext): Steps<boolean> {
  const now = context.now();
  const reference = volume.spec?.claimRef;
  if ((reference?.uid ?? '') === '') return (yield* setVolumePhase(volume, 'Available', '', now)) !== undefined;
  const found = context.view.get('persistentvolumeclaims', reference?.namespace ?? '', reference?.name ?? '');
  const claim = found as PersistentVolumeClaim | undefined;
  if (claim === undefined || claim.metadata.uid !== reference?.uid) return yield* release(volume, now);
  const taken = claim.spec?.volumeName ?? '';
  // The claim completes the binding.
  if (taken === '') return yield* syncClaim(claim, context);
  if (taken === volume.metadata.name) return (yield* setVolumePhase(volume, 'Bound', '', now)) !== undefined;
  const dynamic = own(volume.metadata.annotations, provisionedBy) !== undefined;
  if (dynamic && volume.spec?.persistentVolumeReclaimPolicy === 'Delete') return yield* release(volume, now);
  return yield* unbindVolume(volume, now);
}

/** The claim is gone: the volume is kept, or goes too. Source: v1.35 pv_controller.go reclaimVolume */
function* release(volume: PersistentVolume, now: number): Steps<boolean> {
  const ended = volume.status?.phase === 'Released' || volume.status?.phase === 'Failed';
  const released = ended ? volume : yield* setVolumePhase(volume, 'Released', '', now);
  if (released === undefined) return false;
  if (released.spec?.persistentVolumeReclaimPolicy !== 'Delete' || provisionedElsewhere(released)) return true;
  const why = cannotBeDeleted(released);
  if (why !== undefined) {
    const failed = yield* setVolumePhase(released, 'Failed', why, now);
    if (failed === undefined) return false;
    if (released.status?.phase !== 'Failed') yield eventOf(failed as ApiObject, 'Warning', 'VolumeFailedDelete', why);
    return true;
  }
  if (released.metadata.deletionTimestamp === undefined)
    yield { verb: 'delete', path: volumePath(released.metadata.name) };
  return true;
}

/** Who made it takes it away: a driver that is no part of Kubernetes. */
function provisionedElsewhere({ metadata }: PersistentVolume): boolean {
  const provisioner = own(metadata.annotations, provisionedBy);
  return provisioner !== undefined && !provisioner.startsWith('kubernetes.io/');
}

/** Source: v1.35 pkg/volume/plugins.go FindDeletablePluginBySpec; pkg/volume/hostpath/host_path.go hostPathDeleter */
function cannotBeDeleted({ metadata, spec }: PersistentVolume): string | undefined {
  const path = spec?.hostPath?.path;
  if (path === undefined)
    return `error getting deleter volume plugin for volume "${metadata.name}": no deletable volume plugin matched`;
  return /\/tmp\/.+/.test(path) ? undefined : `host_path deleter only supports /tmp/.+ but received provided ${path}`;
}
