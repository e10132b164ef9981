import { fieldsOf, listOf, own, textOf } from '../api/fields.ts';
import type { AdmissionPlugin } from './admission.ts';

const isDefault = (object: unknown, annotation: string) =>
  fieldsOf(fieldsOf(fieldsOf(object).metadata).annotations)[annotation] === 'true';
const nameOf = (object: unknown) => textOf(fieldsOf(fieldsOf(object).metadata).name);

/** Source: v1.35 plugin/pkg/admission/storage/storageclass/setdefault/admission.go */
export const defaultStorageClass: AdmissionPlugin = {
  name: 'DefaultStorageClass',
  admit({ resource, operation, subresource, object }, view) {
    if (resource.plural !== 'persistentvolumeclaims' || operation !== 'CREATE' || subresource || !object)
      return undefined;
    const spec = fieldsOf(object.spec);
    if (spec.storageClassName !== undefined) return undefined;
    const found = view
      .list('storageclasses')
      .find((storage) => isDefault(storage, 'storageclass.kubernetes.io/is-default-class'));
    if (found === undefined) return undefined;
    return {
      object: { ...object, spec: { ...spec, storageClassName: nameOf(found) } },
      changed: ['spec.storageClassName'],
    };
  },
};

const protections: Readonly<Record<string, string>> = {
  persistentvolumeclaims: 'kubernetes.io/pvc-protection',
  persistentvolumes: 'kubernetes.io/pv-protection',
};

/** Source: v1.35 plugin/pkg/admission/storage/storageobjectinuseprotection/admission.go */
export const storageObjectInUseProtection: AdmissionPlugin = {
  name: 'StorageObjectInUseProtection',
  admit({ resource, operation, subresource, object }) {
    const finalizer = own(protections, resource.plural);
    if (finalizer === undefined || operation !== 'CREATE' || subresource || !object) return undefined;
    const present = listOf(object.metadata?.finalizers).map(String);
    if (present.includes(finalizer)) return undefined;
    const metadata = { ...object.metadata, finalizers: [...present, finalizer] };
    return { object: { ...object, metadata }, changed: ['metadata.finalizers'] };
  },
};

/** Source: v1.35 plugin/pkg/admission/network/defaultingressclass/admission.go */
export const defaultIngressClass: AdmissionPlugin = {
  name: 'DefaultIngressClass',
  admit({ resource, operation, subresource, object }, view) {
    if (resource.plural !== 'ingresses' || operation !== 'CREATE' || subresource || !object) return undefined;
    const spec = fieldsOf(object.spec);
    if (spec.ingressClassName !== undefined) return undefined;
    const found = view
      .list('ingressclasses')
      .find((each) => isDefault(each, 'ingressclass.kubernetes.io/is-default-class'));
    if (found === undefined) return undefined;
    return {
      object: { ...object, spec: { ...spec, ingressClassName: nameOf(found) } },
      changed: ['spec.ingressClassName'],
    };
  },
};
