import { type Fields, fieldsOf, listOf } from '../api/fields.ts';
import { each, fill, fillZero, within } from './fill.ts';

/** Addresses and node ports come later, from the registry. Source: v1.35 pkg/apis/core/v1/defaults.go SetDefaults_Service */
export function defaultService(service: Fields): Fields {
  return within(fill(service, { spec: {} }), 'spec', (value) => {
    let spec = fillZero(fieldsOf(value), { sessionAffinity: 'None', type: 'ClusterIP' });
    if (spec.sessionAffinity === 'None') spec = withoutAffinityConfig(spec);
    if (spec.sessionAffinity === 'ClientIP') {
      const config = fieldsOf(spec.sessionAffinityConfig);
      const clientIP = fill(fieldsOf(config.clientIP), { timeoutSeconds: 10800 });
      spec = { ...spec, sessionAffinityConfig: { ...config, clientIP } };
    }
    spec = each(spec, 'ports', (port) => {
      const typed = fillZero(port, { protocol: 'TCP' });
      return typed.port === undefined ? typed : fillZero(typed, { targetPort: typed.port });
    });
    const external = spec.type === 'NodePort' || spec.type === 'LoadBalancer';
    const accessible = external || (spec.type === 'ClusterIP' && listOf(spec.externalIPs).length > 0);
    if (accessible) spec = fillZero(spec, { externalTrafficPolicy: 'Cluster' });
    if (external || spec.type === 'ClusterIP') spec = fill(spec, { internalTrafficPolicy: 'Cluster' });
    return spec.type === 'LoadBalancer' ? fill(spec, { allocateLoadBalancerNodePorts: true }) : spec;
  });
}

function withoutAffinityConfig(spec: Fields): Fields {
  const { sessionAffinityConfig: _unused, ...others } = spec;
  return others;
}
