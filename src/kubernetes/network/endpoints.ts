import type { ClusterView } from '../api/calls.ts';
import { matchesMap } from '../api/selectors.ts';
import type { Pod, Service } from '../api/types.ts';
import { isReady } from '../controllers/pods.ts';

/** One address of a Service. */
export interface EndpointAddress {
  readonly ip: string;
  readonly pod: Pod;
  readonly ready: boolean;
  readonly serving: boolean;
  readonly terminating: boolean;
}

/** The Pods that the selector of a Service matches, whatever they are doing. */
export const podsOf = (service: Service, view: ClusterView): readonly Pod[] =>
  (view.list('pods', service.metadata.namespace) as readonly Pod[]).filter(({ metadata }) =>
    matchesMap(service.spec?.selector, metadata.labels),
  );

/**
 * The Pods behind a Service: of those that its selector matches, the ones that have an address and have not ended.
 * A Pod being deleted is no longer ready, but still serving while its own condition says so.
 * Source: v1.35 staging/src/k8s.io/endpointslice/utils.go podToEndpoint
 */
export function endpointsOf(service: Service, pods: readonly Pod[]): readonly EndpointAddress[] {
  if (Object.keys(service.spec?.selector ?? {}).length === 0) return [];
  const found: EndpointAddress[] = [];
  for (const pod of pods) {
    const ip = pod.status?.podIP ?? '';
    if (ip === '' || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') continue;
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    const serving = service.spec?.publishNotReadyAddresses === true || isReady(pod);
    const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating);
    found.push({ ip, pod, ready, serving, terminating });
  }
  return found.sort((a, b) => (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1));
}

/** The port number a Service's targetPort means on a Pod; undefined where no container names it. */
function targetPortOn(
  pod: Pod,
  port: { readonly port: number; readonly targetPort?: number | string; readonly protocol?: string },
): number | undefined {
  const target = port.targetPort ?? port.port;
  if (typeof target === 'number') return target;
  const named = pod.spec.containers
    .flatMap((container) => container.ports ?? [])
    .find((candidate) => candidate.name === target && (candidate.protocol ?? 'TCP') === (port.protocol ?? 'TCP'));
  return named?.containerPort;
}

/** A port of a Service as it is on some Pods. */
export interface EndpointPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol?: string;
}

/**
 * The ports of a Service on one Pod; a port that the Pod does not name is left out.
 * Source: v1.35 staging/src/k8s.io/endpointslice/utils.go getEndpointPorts
 */
export const portsOn = (service: Service, pod: Pod): readonly EndpointPort[] =>
  (service.spec?.ports ?? []).flatMap(({ name = '', protocol = 'TCP', appProtocol, ...port }) => {
    const number = targetPortOn(pod, { ...port, protocol });
    if (number === undefined) return [];
    return [{ name, port: number, protocol, ...(appProtocol === undefined ? {} : { appProtocol }) }];
  });

/** The name under which DNS knows a Pod of a headless Service. Source: v1.35 endpointslice/utils.go ShouldSetHostname */
export const hostnameOf = ({ spec }: Pod, service: Service): { readonly hostname?: string } =>
  (spec.hostname ?? '') !== '' && spec.subdomain === service.metadata.name ? { hostname: spec.hostname as string } : {};
