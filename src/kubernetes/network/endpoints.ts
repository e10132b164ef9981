import { own } from '../api/fields.ts';
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

/**
 * The Pods behind a Service: those that its selector matches, that have an address, and that have not ended.
 * A Pod being deleted is no longer ready, but still serving while its own condition says so.
 * Source: v1.35 staging/src/k8s.io/endpointslice/utils.go podToEndpoint
 */
export function endpointsOf(service: Service, pods: readonly Pod[]): readonly EndpointAddress[] {
  const selector = Object.entries(service.spec?.selector ?? {});
  if (selector.length === 0) return [];
  const found: EndpointAddress[] = [];
  for (const pod of pods) {
    const ip = pod.status?.podIP ?? '';
    if (ip === '' || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') continue;
    if (!selector.every(([key, value]) => own(pod.metadata.labels, key) === value)) continue;
    const terminating = pod.metadata.deletionTimestamp !== undefined;
    const serving = service.spec?.publishNotReadyAddresses === true || isReady(pod);
    const ready = service.spec?.publishNotReadyAddresses === true || (serving && !terminating);
    found.push({ ip, pod, ready, serving, terminating });
  }
  return found.sort((a, b) => (a.pod.metadata.name < b.pod.metadata.name ? -1 : 1));
}

/** The port number a Service's targetPort means on a Pod; undefined where no container names it. */
export function targetPortOn(
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
