import type { ApiAnswer, ClusterView, Reconcile } from '../api/calls.ts';
import { sameJson } from '../api/fields.ts';
import { matchesMap } from '../api/selectors.ts';
import type { ApiObject, EndpointSlice, Pod, Service } from '../api/types.ts';
import {
  type EndpointAddress,
  type EndpointPort,
  endpointsOf,
  hostnameOf,
  podsOf,
  portsOn,
} from '../network/endpoints.ts';
import { slicePorts } from '../network/hash-order.ts';
import type { Controller, ReconcileContext } from './controller.ts';
import { withTriggerTime } from './trigger-times.ts';

/** Endpoints in one slice. Source: v1.35 --max-endpoints-per-slice */
const perSlice = 100;

/** The Services that select a Pod now, or did before the change. */
export function servicesOfPod(pod: ApiObject, before: ApiObject | undefined, view: ClusterView): readonly string[] {
  const services = view.list('services', pod.metadata.namespace) as readonly Service[];
  const selected = ({ spec }: Service, labels: Readonly<Record<string, string>>): boolean =>
    Object.keys(spec?.selector ?? {}).length > 0 && matchesMap(spec?.selector, labels);
  return services
    .filter(
      (service) => selected(service, pod.metadata.labels ?? {}) || selected(service, before?.metadata.labels ?? {}),
    )
    .map((service) => `${service.metadata.namespace}/${service.metadata.name}`);
}

/** Whether a Pod's change can matter to a Service: its address, readiness, labels or end. */
export function matters(pod: ApiObject, before: ApiObject | undefined, gone: boolean): boolean {
  if (before === undefined || gone) return true;
  const facts = (object: ApiObject): readonly unknown[] => {
    const { metadata, status } = object as Pod;
    const ready = status?.conditions?.find((condition) => condition.type === 'Ready')?.status;
    const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
    return [status?.podIP, ready, metadata.labels, metadata.deletionTimestamp !== undefined, ended];
  };
  return !sameJson(facts(pod), facts(before));
}

/**
 * Lists the Pods behind each Service, the not ready ones too, in EndpointSlices.
 * Source: v1.35 pkg/controller/endpointslice, staging/src/k8s.io/endpointslice
 */
export const endpointSliceController: Controller = {
  name: 'endpointslice-controller',
  serviceAccount: 'endpointslice-controller',
  workers: 5,
  awaits: { resource: 'endpointslices', ownerKind: 'Service' },
  keysFor: {
    services: (object) => [`${object.metadata.namespace}/${object.metadata.name}`],
    pods: (object, before, view, gone) => (matters(object, before, gone) ? servicesOfPod(object, before, view) : []),
  },
  reconcile: reconcileSlices,
};

function* reconcileSlices(namespace: string, name: string, context: ReconcileContext): Reconcile {
  const service = context.view.get('services', namespace, name) as Service | undefined;
  if (service === undefined) {
    context.triggerTimes.forget(namespace, name);
    return { says: `Service ${name} is gone; the garbage collector takes its EndpointSlices.` };
  }
  const says = `The endpointslice-controller listed the Pods behind Service ${name}.`;
  if (service.spec?.type === 'ExternalName' || service.spec?.selector === undefined) {
    return { says: `Service ${name} has no selector; its EndpointSlices are somebody else's work.` };
  }
  const slices = (context.view.list('endpointslices', namespace) as readonly EndpointSlice[]).filter(
    (slice) =>
      slice.metadata.labels?.['kubernetes.io/service-name'] === name &&
      slice.metadata.labels['endpointslice.kubernetes.io/managed-by'] === managedBy &&
      slice.metadata.deletionTimestamp === undefined,
  );
  // A slice that was asked for and has not come back by watch yet: wait for it, or there would be two.
  if (!context.expectations.satisfied(`${namespace}/${name}`)) return { says };
  const pods = podsOf(service, context.view);
  const changed = context.triggerTimes.changed(service, pods);
  const endpoints = endpointsOf(service, pods);
  const { kept, unused } = assigned(wantedSlices(service, endpoints), slices);
  let retry = false;
  for (const [wanted, slice] of kept)
    retry = (yield* writeSlice(service, slice, sliceBody(service, slice, wanted, changed), context)) || retry;
  for (const slice of unused) yield { verb: 'delete', path: `${slicesPath(namespace)}/${slice.metadata.name}` };
  return retry ? { says, retry } : { says };
}

const managedBy = 'endpointslice-controller.k8s.io';

/** What one slice shall hold: Pods on which the ports of the Service are the same. */
interface WantedSlice {
  readonly ports: readonly EndpointPort[];
  readonly endpoints: readonly EndpointAddress[];
}

/** One group for each set of ports, in slices that are not too long; an empty slice where there is no endpoint. */
function wantedSlices(service: Service, endpoints: readonly EndpointAddress[]): readonly WantedSlice[] {
  const groups = new Map<string, { ports: readonly EndpointPort[]; endpoints: EndpointAddress[] }>();
  for (const endpoint of endpoints) {
    const ports = slicePorts(portsOn(service, endpoint.pod));
    const key = JSON.stringify(ports);
    const group = groups.get(key) ?? { ports, endpoints: [] };
    groups.set(key, group);
    group.endpoints.push(endpoint);
  }
  const wanted: WantedSlice[] = [];
  for (const group of groups.values())
    for (let i = 0; i < group.endpoints.length; i += perSlice)
      wanted.push({ ports: group.ports, endpoints: group.endpoints.slice(i, i + perSlice) });
  return wanted.length === 0 ? [{ ports: [], endpoints: [] }] : wanted;
}

/**
 * Which slice holds what: one with the same ports where there is one, then any that is left over, then a new one.
 * Source: v1.35 staging/src/k8s.io/endpointslice/reconciler.go finalize
 */
function assigned(wanted: readonly WantedSlice[], slices: readonly EndpointSlice[]) {
  const free = new Set(slices);
  const take = (fits: (slice: EndpointSlice) => boolean): EndpointSlice | undefined => {
    const found = [...free].find(fits);
    if (found !== undefined) free.delete(found);
    return found;
  };
  const same = wanted.map((each) => take((slice) => sameJson(slice.ports ?? [], each.ports)));
  const kept = wanted.map((each, i) => [each, same[i] ?? take(() => true)] as const);
  return { kept, unused: [...free] };
}

const slicesPath = (namespace: string): string => `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;

type Steps<Result> = Generator<
  { verb: 'create' | 'update'; path: string; body: unknown },
  Result,
  readonly ApiAnswer[]
>;

function* writeSlice(
  service: Service,
  slice: EndpointSlice | undefined,
  body: SliceBody,
  context: ReconcileContext,
): Steps<boolean> {
  const namespace = service.metadata.namespace ?? '';
  const key = `${namespace}/${service.metadata.name}`;
  if (slice === undefined) {
    context.expectations.expectCreations(key, 1);
    const [answer] = yield { verb: 'create', path: slicesPath(namespace), body };
    if ((answer?.code ?? 500) >= 300) context.expectations.creationSeen(key);
    return (answer?.code ?? 500) >= 300;
  }
  const facts = ({ endpoints, ports, metadata }: Pick<EndpointSlice, 'endpoints' | 'ports' | 'metadata'>): unknown => [
    endpoints ?? [],
    ports ?? [],
    metadata.labels,
  ];
  if (sameJson(facts(slice), facts(body as unknown as EndpointSlice))) return false;
  const [answer] = yield {
    verb: 'update',
    path: `${slicesPath(namespace)}/${slice.metadata.name}`,
    body: { ...slice, ...body },
  };
  return (answer?.code ?? 500) >= 300;
}

type SliceBody = ReturnType<typeof sliceBody>;

function sliceBody(
  service: Service,
  slice: EndpointSlice | undefined,
  wanted: WantedSlice,
  changed: string | undefined,
) {
  const { name, namespace, uid } = service.metadata;
  const headless = service.spec?.clusterIP === 'None' ? { 'service.kubernetes.io/headless': '' } : {};
  const labels = {
    ...service.metadata.labels,
    'endpointslice.kubernetes.io/managed-by': managedBy,
    'kubernetes.io/service-name': name,
    ...headless,
  };
  const owner = { apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true };
  const { annotations: before, ...metadata } = slice?.metadata ?? {
    generateName: `${name}-`,
    namespace,
    ownerReferences: [owner],
  };
  const annotations = withTriggerTime(before, changed);
  const endpoints = wanted.endpoints.map(({ ip, pod, ready, serving, terminating }) => ({
    addresses: [ip],
    conditions: { ready, serving, terminating },
    ...hostnameOf(pod, service),
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace, uid: pod.metadata.uid },
  }));
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...metadata, labels, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) },
    addressType: 'IPv4',
    endpoints,
    ports: wanted.ports,
  };
}
