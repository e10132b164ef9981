import { fieldsOf, rowsOf } from '../api/fields.ts';
import type { AdmissionPlugin } from './admission.ts';

const key = 'node.kubernetes.io/not-ready';

/**
 * A new Node takes no pods until it has said that it is ready.
 * Source: v1.35 plugin/pkg/admission/nodetaint/admission.go
 */
export const taintNodesByCondition: AdmissionPlugin = {
  name: 'TaintNodesByCondition',
  admit({ resource, operation, subresource, object }) {
    if (resource.plural !== 'nodes' || operation !== 'CREATE' || subresource !== undefined || object === undefined) {
      return undefined;
    }
    const spec = fieldsOf(object.spec);
    const taints = rowsOf(spec.taints);
    if (taints.some((taint) => taint.key === key && taint.effect === 'NoSchedule')) return undefined;
    const marked = { ...object, spec: { ...spec, taints: [...taints, { key, effect: 'NoSchedule' }] } };
    return { object: marked, changed: ['spec.taints'] };
  },
};
