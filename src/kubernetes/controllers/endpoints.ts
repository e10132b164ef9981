import type { Reconcile } from '../api/calls.ts';
import { rfc3339 } from '../api/times.ts';
import type { Endpoints, Pod, Service } from '../api/types.ts';
import { type EndpointAddress, endpointsOf, targetPortOn } from '../network/endpoints.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { matters, servicesOfPod } from './endpointslice.ts';

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

function* reconcileEndpoints(namespace: string, name: string, { view, now }: ReconcileContext): Reconcile {
  const service = view.get('services', namespace, name) as Service | undefined;
  const current = view.get('endpoints', namespace, name) as Endpoints | undefined;
  if (service === undefined) {
    if (current === undefined) return { says: `Service ${name} and its Endpoints are gone.` };
    yield { verb: 'delete', path: `${pathOf(namespace)}/${name}` };
    return { says: `The endpoint-controller removed the Endpoints of ${name}.` };
  }
  const says = `The endpoint-controller listed the addresses of Service ${name}.`;
  if (service.spec?.selector === undefined) return { says: `Service ${name} has no selector.` };
  const found = endpointsOf(service, view.list('pods', namespace) as readonly Pod[]).filter(
    (endpoint) => !endpoint.terminating,
  );
  const subsets = subsetsOf(service, found);
  if (current !== undefined && JSON.stringify(current.subsets ?? []) === JSON.stringify(subsets)) return { says };
  const body = endpointsBody(service, current, subsets, now());
  const [answer] =
    current === undefined
      ? yield { verb: 'create', path: pathOf(namespace), body }
      : yield { verb: 'update', path: `${pathOf(namespace)}/${name}`, body };
  return (answer?.code ?? 500) >= 300 ? { says, retry: true } : { says };
}

function subsetsOf(service: Service, endpoints: readonly EndpointAddress[]): readonly unknown[] {
  if (endpoints.length === 0) return [];
  const inOrder = [...endpoints].sort((a, b) => (a.ip < b.ip ? -1 : 1));
  const address = ({ ip, pod }: EndpointAddress): unknown => ({
    ip,
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid },
  });
  const ready = inOrder.filter((endpoint) => endpoint.ready).map(address);
  const notReady = inOrder.filter((endpoint) => !endpoint.ready).map(address);
  const first = inOrder[0];
  const ports = (service.spec?.ports ?? []).map((port) => ({
    ...(port.name === undefined ? {} : { name: port.name }),
    port: (first === undefined ? undefined : targetPortOn(first.pod, port)) ?? port.port,
    protocol: port.protocol ?? 'TCP',
  }));
  return [
    {
      ...(ready.length === 0 ? {} : { addresses: ready }),
      ...(notReady.length === 0 ? {} : { notReadyAddresses: notReady }),
      ...(ports.length === 0 ? {} : { ports }),
    },
  ];
}

function endpointsBody(
  service: Service,
  current: Endpoints | undefined,
  subsets: readonly unknown[],
  now: number,
): unknown {
  const { name, namespace, labels } = service.metadata;
  const metadata = current?.metadata ?? {
    name,
    namespace,
    labels: { ...labels, 'endpoints.kubernetes.io/managed-by': 'endpoint-controller' },
  };
  const annotations = {
    ...(metadata as { annotations?: Readonly<Record<string, string>> }).annotations,
    'endpoints.kubernetes.io/last-change-trigger-time': rfc3339(now),
  };
  return {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: subsets.length === 0 ? metadata : { ...metadata, annotations },
    ...(subsets.length === 0 ? {} : { subsets }),
  };
}
