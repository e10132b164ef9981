import { base64 } from '../api/base64.ts';
import { type Fields, fieldsOf, isFields, listOf, put, textOf } from '../api/fields.ts';
import { each, fill, fillZero, within } from './fill.ts';

/** The kinds whose defaults are a line or two. Sources: v1.35 pkg/apis/{core,rbac,networking,autoscaling,scheduling,discovery}/v1*\/defaults.go */

/** What is given as text goes into the data and wins there. Source: v1.35 pkg/apis/core/v1/conversion.go Convert_v1_Secret_To_core_Secret */
export function defaultSecret(secret: Fields): Fields {
  const { stringData, ...rest } = fillZero(secret, { type: 'Opaque' });
  if (!isFields(stringData)) return stringData === undefined ? fillZero(secret, { type: 'Opaque' }) : rest;
  const data: Record<string, unknown> = { ...fieldsOf(rest.data) };
  for (const [key, text] of Object.entries(stringData)) put(data, key, base64(textOf(text)));
  return { ...rest, data };
}

export const defaultPriorityClass = (priority: Fields): Fields =>
  fill(priority, { preemptionPolicy: 'PreemptLowerPriority' });

const rbac = 'rbac.authorization.k8s.io';

/** Users and groups are of the group of RBAC, service accounts of the core group. */
export function defaultRoleBinding(binding: Fields): Fields {
  const done = within(binding, 'roleRef', (ref) => fillZero(fieldsOf(ref), { apiGroup: rbac }));
  return each(done, 'subjects', (subject) =>
    subject.kind === 'User' || subject.kind === 'Group' ? fillZero(subject, { apiGroup: rbac }) : subject,
  );
}

/** Without `policyTypes`, a policy is about ingress, and about egress if it has rules for it. */
export function defaultNetworkPolicy(policy: Fields): Fields {
  return within(fill(policy, { spec: {} }), 'spec', (value) => {
    const spec = fieldsOf(value);
    const types = listOf(spec.egress).length === 0 ? ['Ingress'] : ['Ingress', 'Egress'];
    const typed = listOf(spec.policyTypes).length === 0 ? { ...spec, policyTypes: types } : spec;
    const ports = (rule: Fields) => each(rule, 'ports', (port) => fill(port, { protocol: 'TCP' }));
    return each(each(fill(typed, { podSelector: {} }), 'ingress', ports), 'egress', ports);
  });
}

/** What is not said of a container follows from its largest and smallest size. */
export function defaultLimitRange(range: Fields): Fields {
  return within(range, 'spec', (spec) =>
    each(fieldsOf(spec), 'limits', (item) => {
      if (item.type !== 'Container') return item;
      const limit = fill(fieldsOf(item.default), fieldsOf(item.max));
      const request = fill(fill(fieldsOf(item.defaultRequest), limit), fieldsOf(item.min));
      const filled = (list: Fields) => (Object.keys(list).length === 0 ? undefined : list);
      const done = { ...item, default: filled(limit), defaultRequest: filled(request) };
      return Object.fromEntries(Object.entries(done).filter(([, entry]) => entry !== undefined));
    }),
  );
}

export function defaultEndpoints(endpoints: Fields): Fields {
  return each(endpoints, 'subsets', (subset) => each(subset, 'ports', (port) => fillZero(port, { protocol: 'TCP' })));
}

export const defaultEndpointSlice = (slice: Fields): Fields =>
  each(
    each(slice, 'ports', (port) => fill(port, { name: '', protocol: 'TCP' })),
    'endpoints',
    (endpoint) => fill(endpoint, { conditions: {} }),
  );

/** Parameters are of the whole cluster, unless they say otherwise. Source: v1.35 pkg/apis/networking/v1/defaults.go */
export const defaultIngressClass = (ingressClass: Fields): Fields =>
  within(ingressClass, 'spec', (spec) =>
    within(fieldsOf(spec), 'parameters', (parameters) => fill(fieldsOf(parameters), { scope: 'Cluster' })),
  );

/** A node offers what it has, unless it says otherwise. */
export function defaultNode(node: Fields): Fields {
  return within(node, 'status', (value) => {
    const status = fieldsOf(value);
    return status.capacity === undefined ? status : fill(status, { allocatable: status.capacity });
  });
}
