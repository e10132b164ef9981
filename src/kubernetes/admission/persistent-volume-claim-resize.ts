import { at, fieldsOf, textOf } from '../api/fields.ts';
import { compareQuantities } from '../api/quantity.ts';
import { forbidden } from '../api/status.ts';
import type { AdmissionPlugin } from './admission.ts';

/** A claim grows only where its class allows it. Source: v1.35 plugin/pkg/admission/storage/persistentvolume/resize/admission.go */
export const persistentVolumeClaimResize: AdmissionPlugin = {
  name: 'PersistentVolumeClaimResize',
  validate({ resource, operation, subresource, object, oldObject }, view) {
    if (resource.plural !== 'persistentvolumeclaims' || operation !== 'UPDATE' || subresource !== undefined)
      return undefined;
    const size = (claim: unknown) => String(at(claim, 'spec', 'resources', 'requests', 'storage') ?? '0');
    if (object === undefined || compareQuantities(size(object), size(oldObject)) <= 0) return undefined;
    const refuse = (why: string) => ({ refused: forbidden(resource, object.metadata?.name ?? '', why) });
    if (at(oldObject, 'status', 'phase') !== 'Bound') {
      return refuse('Only bound persistent volume claims can be expanded');
    }
    const name = textOf(at(oldObject, 'spec', 'storageClassName'));
    const storage = name === '' ? undefined : view.get('storageclasses', '', name);
    if (fieldsOf(storage).allowVolumeExpansion === true) return undefined;
    return refuse(
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    );
  },
};
