import type { Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import type { Endpoints, Service } from '../api/types.ts';
import {
  type EndpointAddress,
  type EndpointPort,
  endpointsOf,
  hostnameOf,
  podsOf,
  portsOn,
} from '../network/endpoints.ts';
import { subsetPorts, subsetsInOrder } from '../network/hash-order.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { matters, servicesOfPod } from './endpointslice.ts';
import { withTriggerTime } from './trigger-times.ts';

/**
 * Keeps the older Endpoints object beside the EndpointSlices.
 * Source: v1.35 pkg/controller/endpoint/endpoints_controller.go
 */
export const endpointsController: Controller = {
  name: 'endpoint-controller',
  serviceAccount: 'endpoint-controller',
  workers: 5,
  keysFor: {
    services: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
    pods: (object, before, view, gone) => (matters(object, before, gone) ? servicesOfPod(object, before, view) : []),
  },
  reconcile: reconcileEndpoints,
};

const pathOf = (namespace: string): string => `/api/v1/namespaces/${namespace}/endpoints`;

function* reconcileEndpoints(namespace: string, name: string, { view, triggerTimes }: ReconcileContext): Reconcile {
  const service = view.get('services', namespace, name) as Service | undefined;
  const current = view.get('endpoints', namespace, name) as Endpoints | undefined;
  if (service === undefined) {
    triggerTimes.forget(namespace, name);
    if (current === undefined) return { says: `Service ${name} and its Endpoints are gone.` };
    yield { verb: 'delete', path: `${pathOf(namespace)}/${name}` };
    return { says: `The endpoint-controller removed the Endpoints of ${name}.` };
  }
  const says = `The endpoint-controller listed the addresses of Service ${name}.`;
  if (service.spec?.selector === undefined) return { says: `Service ${name} has no selector.` };
  const pods = podsOf(service, view);
  const changed = triggerTimes.changed(service, pods);
  const found = endpointsOf(service, pods).filter((endpoint) => !endpoint.terminating);
  const subsets = subsetsOf(service, found);
  const body = endpointsBody(service, current, subsets, changed);
  const same = sameJson(current?.subsets ?? [], subsets) && sameJson(current?.metadata.labels, body.metadata.labels);
  if (current !== undefined && same) return { says };
  const [answer] =
    current === undefined
      ? yield { verb: 'create', path: pathOf(namespace), body }
      : yield { verb: 'update', path: `${pathOf(namespace)}/${name}`, body };
  return (answer?.code ?? 500) >= 300 ? { says, retry: true } : { says };
}

/**
 * Ports that the same Pods have, in one subset. A headless Service may have no port at all. Ports and subsets stand in
 * the order of a hash of them.
 * Source: v1.35 pkg/api/v1/endpoints/util.go RepackSubsets
 */
function subsetsOf(service: Service, endpoints: readonly EndpointAddress[]): readonly unknown[] {
  const inOrder = [...endpoints].sort((a, b) => (a.ip < b.ip ? -1 : 1));
  if (inOrder.length === 0) return [];
  if ((service.spec?.ports ?? []).length === 0) return [subset(service, inOrder, [])];
  const byPort = new Map<string, { port: EndpointPort; on: EndpointAddress[] }>();
  for (const endpoint of inOrder) {
    for (const port of portsOn(service, endpoint.pod)) {
      const found = byPort.get(JSON.stringify(port)) ?? { port, on: [] };
      byPort.set(JSON.stringify(port), found);
      found.on.push(endpoint);
    }
  }
  const groups = new Map<string, { ports: EndpointPort[]; on: readonly EndpointAddress[] }>();
  for (const { port, on } of byPort.values()) {
    const key = on.map(({ ip }) => ip).join();
    const group = groups.get(key) ?? { ports: [], on };
    groups.set(key, group);
    group.ports.push(port);
  }
  return subsetsInOrder([...groups.values()].map(({ ports, on }) => subset(service, on, subsetPorts(ports))));
}

function subset(service: Service, on: readonly EndpointAddress[], ports: readonly EndpointPort[]): unknown {
  const address = ({ ip, pod }: EndpointAddress): unknown => ({
    ip,
    ...hostnameOf(pod, service),
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid },
  });
  const ready = on.filter((endpoint) => endpoint.ready).map(address);
  const notReady = on.filter((endpoint) => !endpoint.ready).map(address);
  return {
    ...(ready.length === 0 ? {} : { addresses: ready }),
    ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
    ...(ports.length === 0
      ? {}
      : { ports: ports.map(({ name, ...port }) => (name === '' ? port : { name, ...port })) }),
  };
}

function endpointsBody(
  service: Service,
  current: Endpoints | undefined,
  subsets: readonly unknown[],
  changed: string | undefined,
) {
  const { name, namespace, labels } = service.metadata;
  const headless = service.spec?.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {};
  const { annotations: before, ...known } = current?.metadata ?? { name, namespace };
  const metadata = {
    ...known,
    labels: { ...labels, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller', ...headless },
  };
  const annotations = withTriggerTime(before, changed);
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: Object.keys(annotations).length === 0 ? metadata : { ...metadata, annotations },
    ...(subsets.length === 0 ? {} : { subsets }),
  };
}
