import type { Reconcile } from '../api/calls.ts';
import type { PersistentVolume, PersistentVolumeClaim } from '../api/types.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { syncClaim } from './persistentvolume/sync-claim.ts';
import { syncVolume } from './persistentvolume/sync-volume.ts';

/** All that is not settled is looked at again, virtual ms. Source: v1.35 --pvclaimbinder-sync-period */
const syncPeriod = 15_000;

/**
 * Binds claims to volumes, and lets volumes go whose claim is gone. Claims come in as `namespace/name`, volumes as
 * `/name`. A new volume wakes no claim: that is what the sync period is for.
 * Source: v1.35 pkg/controller/volume/persistentvolume/pv_controller_base.go
 */
export const persistentVolumeController: Controller = {
  name: 'persistentvolume-controller',
  serviceAccount: 'persistent-volume-binder',
  workers: 1,
  keysFor: {
    persistentvolumes: (object, _before, _view, gone) => {
      const { claimRef } = (object as PersistentVolume).spec ?? {};
      if (!gone) return [`/${object.metadata.name}`];
      return claimRef === undefined ? [] : [`${claimRef.namespace}/${claimRef.name}`];
    },
    persistentvolumeclaims: (object, _before, _view, gone) => {
      const volume = (object as PersistentVolumeClaim).spec?.volumeName ?? '';
      if (!gone) return [`${object.metadata.namespace}/${object.metadata.name}`];
      return volume === '' ? [] : [`/${volume}`];
    },
  },
  reconcile: (namespace, name, context) =>
    namespace === '' ? reconcileVolume(name, context) : reconcileClaim(namespace, name, context),
};

/** Virtual ms until the next look at everything. */
function untilSync({ now, offset }: ReconcileContext): number {
  const into = (now() - offset() * syncPeriod) % syncPeriod;
  return syncPeriod - (into < 0 ? into + syncPeriod : into);
}

function* reconcileClaim(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const claim = context.view.get('persistentvolumeclaims', namespace, name) as PersistentVolumeClaim | undefined;
  if (claim === undefined) return { says: `PersistentVolumeClaim ${name} is gone; there is nothing to do.` };
  const written = yield* syncClaim(claim, context);
  const says = `The persistentvolume-controller looked at PersistentVolumeClaim ${name}.`;
  if (!written) return { says, retry: true };
  return claim.status?.phase === 'Bound' ? { says } : { says, after: untilSync(context) };
}

function* reconcileVolume(name: string, context: ReconcileContext): Reconcile {
  const volume = context.view.get('persistentvolumes', '', name) as PersistentVolume | undefined;
  if (volume === undefined) return { says: `PersistentVolume ${name} is gone; there is nothing to do.` };
  const written = yield* syncVolume(volume, context);
  const says = `The persistentvolume-controller looked at PersistentVolume ${name}.`;
  return written ? { says } : { says, retry: true };
}
