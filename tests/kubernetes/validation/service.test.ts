import { describe, expect, it } from 'vitest';
import { lineOf } from '../../../src/kubernetes/api/field-error.ts';
import { defaultObject } from '../../../src/kubernetes/defaulting/index.ts';
import { validateCreate } from '../../../src/kubernetes/validation/index.ts';

function wrong(spec: object): readonly string[] {
  const metadata = { name: 's', namespace: 'default' };
  const sent = { apiVersion: 'v1', kind: 'Service', metadata, spec: { ports: [{ port: 80 }], ...spec } };
  return validateCreate(defaultObject(sent)).map(lineOf);
}

describe('a Service is refused', () => {
  it('for two ports of which neither has a name', () => {
    expect(wrong({ ports: [{ port: 80 }, { port: 81 }] })).toEqual([
      'spec.ports[0].name: Required value',
      'spec.ports[1].name: Required value',
    ]);
  });

  it('for source ranges that only a load balancer has, named as the Go field is', () => {
    expect(wrong({ loadBalancerSourceRanges: ['1.2.3.4'] })).toEqual([
      "spec.LoadBalancerSourceRanges: Forbidden: may only be used when `type` is 'LoadBalancer'",
      'spec.LoadBalancerSourceRanges[0]: Invalid value: "1.2.3.4": must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    ]);
  });

  it('for a policy of outside traffic where none comes from outside', () => {
    expect(wrong({ externalTrafficPolicy: 'Local' })).toEqual([
      'spec.externalTrafficPolicy: Invalid value: "Local": may only be set for externally-accessible services',
    ]);
  });

  it('for an address where it only is another name', () => {
    expect(wrong({ type: 'ExternalName', externalName: 'a.b', clusterIPs: ['10.96.0.9'] })).toEqual([
      'spec.clusterIPs: Forbidden: may not be set for ExternalName services',
    ]);
  });
});
