import { amountsOf } from '../admission/limit-range-rules.ts';
import type { ClusterView } from '../api/calls.ts';
import { type Fields, fieldsOf, own, rowsOf, textOf } from '../api/fields.ts';
import { addQuantities } from '../api/quantity.ts';
import { specInForce } from '../api/resources-in-force.ts';
import { inScope } from './scopes.ts';

/** Kinds that a quota counts by a name of their own, besides `count/…`. */
const ownName = new Set(
  'pods services configmaps secrets persistentvolumeclaims replicationcontrollers resourcequotas'.split(' '),
);

/** Behind the name of a storage class. Source: v1.35 pkg/quota/v1/evaluator/core/persistent_volume_claims.go */
const ofClass = '.storageclass.storage.k8s.io';

/** What the runtime itself takes comes on top; of limits, where there is one. Source: v1.35 component-helpers resource/helpers.go PodRequests, PodLimits */
function withOverhead(spec: Fields, list: 'requests' | 'limits'): Fields {
  const amounts: Record<string, unknown> = { ...amountsOf(spec, list) };
  for (const [name, amount] of Object.entries(fieldsOf(spec.overhead))) {
    const known = own(amounts, name);
    if (list === 'limits' && known === undefined) continue;
    amounts[name] = addQuantities(String(known ?? '0'), String(amount));
  }
  return amounts;
}

/** What one object takes, by the names a quota uses. */
export function usageOf(plural: string, group: string, object: unknown): Readonly<Record<string, string>> {
  const counted: Record<string, string> = { [`count/${group === '' ? plural : `${plural}.${group}`}`]: '1' };
  const spec = fieldsOf(fieldsOf(object).spec);
  if (plural === 'pods') {
    // A pod that has ended still counts as an object, no longer as a pod.
    if (['Succeeded', 'Failed'].includes(textOf(fieldsOf(fieldsOf(object).status).phase))) return counted;
    counted.pods = '1';
    const counts = specInForce(fieldsOf(object));
    for (const list of ['requests', 'limits'] as const) {
      for (const [name, amount] of Object.entries(withOverhead(counts, list))) {
        counted[`${list}.${name}`] = String(amount);
        if (list === 'requests') counted[name] = String(amount);
      }
    }
    return counted;
  }
  if (ownName.has(plural)) counted[plural] = '1';
  if (plural === 'services') {
    const ports = rowsOf(spec.ports);
    // A load balancer may do without ports of the nodes; those that it asks for count all the same.
    const asked = ports.filter(({ nodePort }) => typeof nodePort === 'number' && nodePort !== 0);
    const held = spec.type === 'LoadBalancer' && spec.allocateLoadBalancerNodePorts === false ? asked : ports;
    if (spec.type === 'NodePort' || spec.type === 'LoadBalancer') counted['services.nodeports'] = String(held.length);
    if (spec.type === 'LoadBalancer') counted['services.loadbalancers'] = '1';
  }
  if (plural === 'persistentvolumeclaims') {
    const storage = fieldsOf(fieldsOf(spec.resources).requests).storage;
    if (storage !== undefined) counted['requests.storage'] = String(storage);
    const name = textOf(spec.storageClassName);
    if (name !== '') {
      counted[`${name}${ofClass}/persistentvolumeclaims`] = '1';
      if (storage !== undefined) counted[`${name}${ofClass}/requests.storage`] = String(storage);
    }
  }
  return counted;
}

/** The kind whose objects add to a line of a quota. */
export function countedKind(key: string): { readonly plural: string; readonly group: string } {
  if (key.startsWith('count/')) {
    const [plural = '', ...group] = key.slice('count/'.length).split('.');
    return { plural, group: group.join('.') };
  }
  if (key.startsWith('services')) return { plural: 'services', group: '' };
  if (key === 'requests.storage' || key.includes(`${ofClass}/`)) return { plural: 'persistentvolumeclaims', group: '' };
  return { plural: ownName.has(key) ? key : 'pods', group: '' };
}

/** What all objects of a Namespace take of one line of a quota. */
export function usedOf(view: ClusterView, namespace: string, key: string, quota: Fields): string {
  const { plural, group } = countedKind(key);
  return view
    .list(plural, namespace)
    .filter((object) => inScope(quota, plural, object))
    .reduce<string>((sum, object) => addQuantities(sum, own(usageOf(plural, group, object), key) ?? '0'), '0');
}
