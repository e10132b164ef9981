import { describe, expect, it } from 'vitest';
import type { Fields } from '../../../src/kubernetes/api/fields.ts';
import type { ApiObject, Manifest } from '../../../src/kubernetes/api/types.ts';
import { withoutOldType } from '../../../src/kubernetes/registry/service-type-change.ts';

const service = (spec: Fields) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec });
const next = (spec: Fields, old: Fields) =>
  withoutOldType(service(spec) as Manifest, service(old) as unknown as ApiObject).spec;

const balanced = {
  type: 'LoadBalancer',
  clusterIP: '10.96.0.9',
  clusterIPs: ['10.96.0.9'],
  allocateLoadBalancerNodePorts: true,
  externalTrafficPolicy: 'Local',
  healthCheckNodePort: 31000,
};

describe('another type of a Service', () => {
  it('takes along what only the old type used', () => {
    const { clusterIP, clusterIPs } = balanced;
    expect(next({ ...balanced, type: 'ClusterIP' }, balanced)).toEqual({ type: 'ClusterIP', clusterIP, clusterIPs });
    expect(next({ ...balanced, type: 'ExternalName', externalName: 'a.b' }, balanced)).toEqual({
      type: 'ExternalName',
      externalName: 'a.b',
    });
  });

  it('leaves what the writer has changed as well, to be refused', () => {
    const changed = { ...balanced, type: 'ClusterIP', externalTrafficPolicy: 'Cluster' };
    expect(next(changed, balanced)).toMatchObject({ externalTrafficPolicy: 'Cluster' });
  });

  it('keeps the policy of a Service that its own addresses make reachable', () => {
    const outside = { ...balanced, type: 'ClusterIP', externalIPs: ['1.2.3.4'] };
    expect(next(outside, balanced)).toMatchObject({ externalTrafficPolicy: 'Local' });
  });
});
