import type { Pod } from '../../kubernetes/api/types.ts';
import type { Compared } from './compared.ts';

/** The path in the Pod that a filter read; where a plugin names one itself, that. Undefined where the Pod asks nothing. */
export function podField(
  plugin: string,
  { field, port, shortages, owner }: Compared,
  { spec, metadata }: Pod,
): string | undefined {
  // What an existing Pod asks for stands in its own file.
  if (owner !== undefined && owner.slice(owner.lastIndexOf('/') + 1) !== metadata.name) return undefined;
  if (field !== undefined && /^spec\.(affinity|topologySpread|volumes|containers|initContainers)/.test(field))
    return field;
  switch (plugin) {
    case 'NodeUnschedulable':
    case 'TaintToleration':
      return 'spec.tolerations';
    case 'NodeName':
      return spec.nodeName === undefined ? undefined : 'spec.nodeName';
    case 'NodeAffinity':
      return spec.nodeSelector === undefined ? 'spec.affinity.nodeAffinity' : 'spec.nodeSelector';
    case 'NodePorts':
      return portField(spec, port?.port);
    case 'NodeResourcesFit':
      return requestField(spec, shortages?.[0]?.resource);
    case 'PodTopologySpread':
      return spec.topologySpreadConstraints === undefined ? undefined : 'spec.topologySpreadConstraints';
    case 'InterPodAffinity':
      return spec.affinity === undefined ? undefined : 'spec.affinity';
    default:
      return plugin.includes('Volume') && spec.volumes !== undefined ? 'spec.volumes' : undefined;
  }
}

function portField({ containers }: Pod['spec'], wanted: number | undefined): string {
  for (const [place, { ports = [] }] of containers.entries()) {
    const at = (ports ?? []).findIndex(
      ({ hostPort }) => hostPort !== undefined && (hostPort === wanted || wanted === undefined),
    );
    if (at >= 0) return `spec.containers[${place}].ports[${at}].hostPort`;
  }
  return 'spec.containers[0].ports';
}

/** The first container that asks for it; a Pod may ask as a whole. */
function requestField(spec: Pod['spec'], resource = 'cpu'): string | undefined {
  // That there is a Pod at all stands in no field.
  if (resource === 'pods') return undefined;
  const place = spec.containers.findIndex(({ resources }) => resources?.requests?.[resource] !== undefined);
  if (place >= 0) return `spec.containers[${place}].resources.requests.${resource}`;
  return spec.resources?.requests === undefined ? 'spec.containers[0].resources' : 'spec.resources.requests';
}
