import type { Reconcile } from '../api/calls.ts';
import type { ApiObject, PersistentVolume, Pod } from '../api/types.ts';
import { podClaims } from '../storage/pod-claims.ts';
import type { Controller } from './controller.ts';

const claimProtection = 'kubernetes.io/pvc-protection';
const volumeProtection = 'kubernetes.io/pv-protection';

/** Only a Pod that has a node can use a claim: a kubelet starts none whose claim is being deleted. */
const uses = (pod: Pod, claim: string): boolean =>
  (pod.spec.nodeName ?? '') !== '' && podClaims(pod).some(({ name }) => name === claim);

const protects = (object: ApiObject, finalizer: string): boolean =>
  object.metadata.finalizers?.includes(finalizer) === true;

function* withFinalizer(path: string, object: ApiObject, finalizer: string, wanted: boolean): Reconcile {
  const others = (object.metadata.finalizers ?? []).filter((each) => each !== finalizer);
  const finalizers = wanted ? [...others, finalizer] : others;
  const [answer] = yield { verb: 'update', path, body: { ...object, metadata: { ...object.metadata, finalizers } } };
  const says = `${object.metadata.name} ${wanted ? 'got' : 'lost'} the finalizer ${finalizer}.`;
  return answer !== undefined && (answer.code < 300 || answer.code === 404) ? { says } : { says, retry: true };
}

/**
 * A claim that is deleted stays until no Pod uses it.
 * Source: v1.35 pkg/controller/volume/pvcprotection/pvc_protection_controller.go
 */
export const claimProtectionController: Controller = {
  name: 'persistentvolumeclaim-protection-controller',
  serviceAccount: 'pvc-protection-controller',
  workers: 1,
  keysFor: {
    persistentvolumeclaims: (object, _before, _view, gone) => {
      const deleted = object.metadata.deletionTimestamp !== undefined;
      const concerned = !gone && deleted === protects(object, claimProtection);
      return concerned ? [`${object.metadata.namespace}/${object.metadata.name}`] : [];
    },
    pods: (object, _before, _view, gone) => {
      const pod = object as Pod;
      const ended = pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
      if (!gone && !ended && (pod.spec.nodeName ?? '') !== '') return [];
      return podClaims(pod).map(({ name }) => `${pod.metadata.namespace}/${name}`);
    },
  },
  *reconcile(namespace, name, { view }): Reconcile {
    const claim = view.get('persistentvolumeclaims', namespace, name) as ApiObject | undefined;
    if (claim === undefined) return { says: `PersistentVolumeClaim ${name} is gone.` };
    const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims/${name}`;
    if (claim.metadata.deletionTimestamp === undefined) {
      if (protects(claim, claimProtection)) return { says: `PersistentVolumeClaim ${name} is protected.` };
      return yield* withFinalizer(path, claim, claimProtection, true);
    }
    if (!protects(claim, claimProtection)) return { says: `PersistentVolumeClaim ${name} may go.` };
    const users = (view.list('pods', namespace) as readonly Pod[]).filter((pod) => uses(pod, name));
    if (users.length > 0) return { says: `${users[0]?.metadata.name} still uses PersistentVolumeClaim ${name}.` };
    return yield* withFinalizer(path, claim, claimProtection, false);
  },
};

/**
 * A volume that is deleted stays as long as a claim is bound to it.
 * Source: v1.35 pkg/controller/volume/pvprotection/pv_protection_controller.go
 */
export const volumeProtectionController: Controller = {
  name: 'persistentvolume-protection-controller',
  serviceAccount: 'pv-protection-controller',
  workers: 1,
  keysFor: {
    persistentvolumes: (object, _before, _view, gone) => {
      const deleted = object.metadata.deletionTimestamp !== undefined;
      return !gone && deleted === protects(object, volumeProtection) ? [`/${object.metadata.name}`] : [];
    },
  },
  *reconcile(_none, name, { view }): Reconcile {
    const volume = view.get('persistentvolumes', '', name) as PersistentVolume | undefined;
    if (volume === undefined) return { says: `PersistentVolume ${name} is gone.` };
    const deleted = volume.metadata.deletionTimestamp !== undefined;
    if (deleted !== protects(volume as ApiObject, volumeProtection))
      return { says: `PersistentVolume ${name} is as it should be.` };
    if (deleted && volume.status?.phase === 'Bound') return { says: `PersistentVolume ${name} is still in use.` };
    return yield* withFinalizer(`/api/v1/persistentvolumes/${name}`, volume as ApiObject, volumeProtection, !deleted);
  },
};
