import { type Fields, fieldsOf, listOf, sameJson } from '../api/fields.ts';
import type { ApiObject, Manifest } from '../api/types.ts';

const needsAddress = ({ type }: Fields) => type !== 'ExternalName';
const isBalanced = ({ type }: Fields) => type === 'LoadBalancer';
const isReachable = ({ type, externalIPs }: Fields) =>
  type === 'NodePort' || type === 'LoadBalancer' || (type === 'ClusterIP' && listOf(externalIPs).length > 0);
const needsHealthCheck = (spec: Fields) => isBalanced(spec) && spec.externalTrafficPolicy === 'Local';

/** Fields that go together, and the Services that have a use for them. */
const dependent: readonly (readonly [readonly string[], (spec: Fields) => boolean])[] = [
  [['clusterIP', 'clusterIPs'], needsAddress],
  [['healthCheckNodePort'], needsHealthCheck],
  [['allocateLoadBalancerNodePorts'], isBalanced],
  [['loadBalancerClass'], isBalanced],
  [['externalTrafficPolicy'], isReachable],
];

/**
 * Whoever gives a Service another type need not take away what only the old one used: it goes by itself, unless it was
 * changed too. Ports of the nodes are taken back by their allocator.
 * Source: v1.35 pkg/registry/core/service/strategy.go dropTypeDependentFields
 */
export function withoutOldType(service: Manifest, stored: ApiObject): Manifest {
  if (service.kind !== 'Service') return service;
  const [spec, old] = [fieldsOf(service.spec), fieldsOf(fieldsOf(stored).spec)];
  const unused = dependent
    .filter(([fields, uses]) => uses(old) && !uses(spec) && fields.every((field) => sameJson(spec[field], old[field])))
    .flatMap(([fields]) => fields);
  if (unused.length === 0) return service;
  return { ...service, spec: Object.fromEntries(Object.entries(spec).filter(([field]) => !unused.includes(field))) };
}
