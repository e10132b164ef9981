import { at } from '../api/fields.ts';
import { resourceForKind } from '../api/resources.ts';
import { forbidden, notFound } from '../api/status.ts';
import { type AdmissionPlugin, nameOf } from './admission.ts';

const immortal = ['default', 'kube-system', 'kube-public'];
const namespaces = resourceForKind('v1', 'Namespace') ?? { plural: 'namespaces', group: '' };

/**
 * Nothing new in a Namespace that is not there or on its way out, and three Namespaces that stay for ever.
 * Source: v1.35 apiserver pkg/admission/plugin/namespace/lifecycle/admission.go
 */
export const namespaceLifecycle: AdmissionPlugin = {
  name: 'NamespaceLifecycle',
  admit(request, view) {
    const { operation, resource, namespace } = request;
    if (resource.plural === 'namespaces') {
      if (operation !== 'DELETE' || !immortal.includes(request.name ?? '')) return undefined;
      return { refused: forbidden(resource, request.name ?? '', 'this namespace may not be deleted') };
    }
    if (!resource.namespaced || operation !== 'CREATE' || namespace === '') return undefined;
    // A review asks a question; it stores nothing.
    if (resource.plural.endsWith('accessreviews')) return undefined;
    const found = view.get('namespaces', '', namespace);
    if (found === undefined) return { refused: notFound(namespaces, namespace) };
    if (at(found, 'status', 'phase') !== 'Terminating') return undefined;
    const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
    const cause = {
      reason: 'NamespaceTerminating',
      message: `namespace ${namespace} is being terminated`,
      field: 'metadata.namespace',
    };
    return { refused: forbidden(resource, nameOf(request), why, [cause]) };
  },
};
