import type { ClusterView } from '../api/calls.ts';
import { byText, type Fields, fieldsOf, listOf, own, rowsOf, textOf } from '../api/fields.ts';
import { addQuantities, canonicalQuantity, compareQuantities, subtractQuantities } from '../api/quantity.ts';
import { forbidden } from '../api/status.ts';
import type { PodSpec } from '../api/types.ts';
import { qosClass } from '../registry/qos-class.ts';
import { type AdmissionPlugin, nameOf } from './admission.ts';
import { podTotal } from './limit-range-rules.ts';

/**
 * No more than the Namespace is granted. What is used is counted here from the objects, not read from the quota's
 * status, so it needs no controller to have run. Source: v1.35 apiserver pkg/admission/plugin/resourcequota/controller.go
 */
export const resourceQuota: AdmissionPlugin = {
  name: 'ResourceQuota',
  validate(request, view) {
    const { operation, subresource, object, resource, namespace } = request;
    if (operation === 'DELETE' || subresource !== undefined || object === undefined || namespace === '')
      return undefined;
    if (resource.plural === 'resourcequotas') return undefined;
    const refuse = (why: string) => ({ refused: forbidden(resource, nameOf(request), why) });
    const asked = usageOf(resource.plural, resource.group, object);
    const before = operation === 'UPDATE' ? usageOf(resource.plural, resource.group, request.oldObject) : {};
    for (const quota of view.list('resourcequotas', namespace).map(fieldsOf)) {
      const name = textOf(fieldsOf(quota.metadata).name);
      const hard = fieldsOf(fieldsOf(quota.spec).hard);
      if (!inScope(fieldsOf(quota.spec), resource.plural, object)) continue;
      if (resource.plural === 'pods' && operation === 'CREATE') {
        const missing = unspecified(object, hard);
        if (missing !== '') return refuse(`failed quota: ${name}: must specify ${missing}`);
      }
      const wanted = Object.keys(hard)
        .filter((key) => own(asked, key) !== undefined)
        .sort(byText);
      const used = Object.fromEntries(wanted.map((key) => [key, usedOf(view, namespace, key, fieldsOf(quota.spec))]));
      const delta = (key: string) => subtractQuantities(own(asked, key) ?? '0', own(before, key) ?? '0');
      const over = wanted.filter(
        (key) =>
          compareQuantities(delta(key), '0') > 0 &&
          compareQuantities(addQuantities(used[key] ?? '0', delta(key)), String(hard[key])) > 0,
      );
      if (over.length === 0) continue;
      const print = (value: (key: string) => string) =>
        over.map((key) => `${key}=${canonicalQuantity(value(key))}`).join(',');
      return refuse(
        `exceeded quota: ${name}, requested: ${print(delta)}, used: ${print((key) => used[key] ?? '0')}, limited: ${print((key) => String(hard[key]))}`,
      );
    }
    return undefined;
  },
};

/** Kinds that a quota counts by a name of their own, besides `count/…`. */
const ownName = new Set(
  'pods services configmaps secrets persistentvolumeclaims replicationcontrollers resourcequotas'.split(' '),
);

/** Behind the name of a storage class. Source: v1.35 pkg/quota/v1/evaluator/core/persistent_volume_claims.go */
const ofClass = '.storageclass.storage.k8s.io';

/** What one object takes, by the names a quota uses. */
export function usageOf(plural: string, group: string, object: unknown): Readonly<Record<string, string>> {
  const counted: Record<string, string> = { [`count/${group === '' ? plural : `${plural}.${group}`}`]: '1' };
  const spec = fieldsOf(fieldsOf(object).spec);
  if (plural === 'pods') {
    // A pod that has ended still counts as an object, no longer as a pod.
    if (['Succeeded', 'Failed'].includes(textOf(fieldsOf(fieldsOf(object).status).phase))) return counted;
    counted.pods = '1';
    for (const list of ['requests', 'limits'] as const) {
      for (const [name, amount] of Object.entries(podTotal(spec, list))) {
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
function countedKind(key: string): { readonly plural: string; readonly group: string } {
  if (key.startsWith('count/')) {
    const [plural = '', ...group] = key.slice('count/'.length).split('.');
    return { plural, group: group.join('.') };
  }
  if (key.startsWith('services')) return { plural: 'services', group: '' };
  if (key === 'requests.storage' || key.includes(`${ofClass}/`)) return { plural: 'persistentvolumeclaims', group: '' };
  return { plural: ownName.has(key) ? key : 'pods', group: '' };
}

function usedOf(view: ClusterView, namespace: string, key: string, quota: Fields): string {
  const { plural, group } = countedKind(key);
  return view
    .list(plural, namespace)
    .filter((object) => inScope(quota, plural, object))
    .reduce<string>((sum, object) => addQuantities(sum, own(usageOf(plural, group, object), key) ?? '0'), '0');
}

/** Every line about cpu and memory must be answered by every container. Source: pkg/quota/v1/evaluator/core/pods.go Constraints */
function unspecified(pod: unknown, hard: Fields): string {
  const spec = fieldsOf(fieldsOf(pod).spec);
  const needed = Object.keys(hard)
    .filter((key) => /^((requests|limits)\.)?(cpu|memory)$/.test(key))
    .sort(byText);
  const missing = needed.flatMap((key) => {
    const [list, name] = key.includes('.') ? (key.split('.') as [string, string]) : ['requests', key];
    const containers = [...rowsOf(spec.containers), ...rowsOf(spec.initContainers)]
      .filter((container) => fieldsOf(fieldsOf(container.resources)[list])[name] === undefined)
      .map((container) => textOf(container.name))
      .sort(byText);
    return containers.length === 0 ? [] : [`${key} for: ${containers.join(',')}`];
  });
  return missing.join('; ');
}

function inScope(quota: Fields, plural: string, object: unknown): boolean {
  const scopes = listOf(quota.scopes).map(String);
  if (plural !== 'pods') return scopes.length === 0;
  const spec = fieldsOf(fieldsOf(object).spec);
  const bestEffort = qosClass(spec as unknown as PodSpec) === 'BestEffort';
  const terminating = spec.activeDeadlineSeconds !== undefined;
  const holds: Readonly<Record<string, boolean>> = {
    BestEffort: bestEffort,
    NotBestEffort: !bestEffort,
    Terminating: terminating,
    NotTerminating: !terminating,
    PriorityClass: textOf(spec.priorityClassName) !== '',
  };
  const named = rowsOf(fieldsOf(quota.scopeSelector).matchExpressions).every(({ scopeName, operator, values }) => {
    if (scopeName !== 'PriorityClass')
      return (own(holds, textOf(scopeName)) ?? false) === (operator !== 'DoesNotExist');
    const priority = textOf(spec.priorityClassName);
    if (operator === 'In') return listOf(values).includes(priority);
    if (operator === 'NotIn') return !listOf(values).includes(priority);
    return (priority !== '') === (operator === 'Exists');
  });
  return named && scopes.every((scope) => own(holds, scope) ?? false);
}
