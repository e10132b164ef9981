import { setup } from 'xstate';
import type { ApiObject, Pod } from '../../../kubernetes/api/types.ts';
import { type Controller, controllerOf, Expectations } from '../../../kubernetes/controllers/controller.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { InformerCache } from '../informer-cache.ts';
import { identities } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';

/** Resources that the shared informers watch. */
export const informers = [
  'pods',
  'deployments',
  'replicasets',
  'daemonsets',
  'statefulsets',
  'controllerrevisions',
  'jobs',
  'cronjobs',
  'replicationcontrollers',
  'persistentvolumeclaims',
  'persistentvolumes',
  'storageclasses',
  'resourcequotas',
  'poddisruptionbudgets',
  'horizontalpodautoscalers',
  'clusterroles',
  'services',
  'endpointslices',
  'endpoints',
  'namespaces',
  'serviceaccounts',
  'configmaps',
  'secrets',
  'nodes',
] as const;

interface Running {
  readonly controller: Controller;
  readonly expectations: Expectations;
}

interface ManagerContext {
  readonly port: Port;
  readonly world: World;
  readonly cache: InformerCache;
  readonly running: readonly Running[];
  /** Those that a change of a resource can concern. */
  readonly concerned: ReadonlyMap<string, readonly Running[]>;
}

interface WatchSeen extends ChartEvent {
  readonly type: 'watch event';
  readonly event: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';
  readonly resource: string;
  readonly object: ApiObject;
}

function start({ port, world, cache, running }: ManagerContext): void {
  for (const { controller, expectations } of running) {
    const address = `${port.address}/${controller.name}`;
    port.spawn(`${address}/events`, 'event-recorder', {
      world,
      identity: identities.controller(controller.serviceAccount),
      source: { component: controller.eventSource ?? controller.name },
    });
    port.spawn(address, 'controller', { world, controller, cache, expectations });
  }
}

function dispatch({ port, cache, concerned }: ManagerContext, { resource, event, object }: WatchSeen): void {
  const before = cache.apply(resource, event, object);
  const gone = event === 'DELETED';
  const enqueued: string[] = [];
  for (const { controller, expectations } of concerned.get(resource) ?? []) {
    const keys = controller.keysFor[resource]?.(object, before, cache, gone) ?? [];
    observe(controller, expectations, { resource, event, object }, before);
    const later = controller.batching?.(resource, object, before) ?? 0;
    const news = later === 0 ? { type: 'enqueue' } : { type: 'enqueue later', delay: later };
    for (const key of keys) port.tell(`${port.address}/${controller.name}`, { ...news, key });
    if (keys.length > 0) enqueued.push(controller.name);
  }
  if (resource === 'pods' && event === 'ADDED') saidOfNewPod(port, object as Pod, enqueued);
}

/** What was asked for has come back by watch. */
function observe(
  controller: Controller,
  expectations: Expectations,
  { resource, event, object }: Pick<WatchSeen, 'resource' | 'event' | 'object'>,
  before: ApiObject | undefined,
): void {
  const owner = controllerOf(object);
  if (owner === undefined) return;
  const key = `${object.metadata.namespace}/${owner.name}`;
  if (controller.awaits?.resource !== resource || controller.awaits.ownerKind !== owner.kind) return;
  if (event === 'ADDED') expectations.creationSeen(key);
  const dies = object.metadata.deletionTimestamp !== undefined && before?.metadata.deletionTimestamp === undefined;
  if (event === 'DELETED' || dies) expectations.deletionSeen(key, object.metadata.uid);
}

/** A bare Pod is nobody's work here: the controllers see it and leave it, unless a ReplicaSet's selector matches it. */
function saidOfNewPod(port: Port, pod: Pod, enqueued: readonly string[]): void {
  const owner = controllerOf(pod);
  const name = `${pod.metadata.namespace}/${pod.metadata.name}`;
  const wanted = enqueued.includes('replicaset-controller');
  const orphan = wanted
    ? `${pod.metadata.name} has no owner, and the selector of a ReplicaSet matches it: the replicaset-controller looks at it.`
    : `No workload controller acts on ${pod.metadata.name}: it has no owner, and no selector matches it.`;
  const says = owner === undefined ? orphan : `${pod.metadata.name} belongs to ${owner.kind} ${owner.name}.`;
  port.decide({ kind: 'ownership', about: `pods/${name}`, says, data: { owner: owner?.name ?? null, enqueued } });
}

/**
 * One process, many controllers, one set of shared informers.
 * Source: v1.35 cmd/kube-controller-manager/app/controllermanager.go
 */
export const kubeControllerManagerMachine = setup({
  types: {
    context: {} as ManagerContext,
    input: {} as { port: Port; world: World; controllers: readonly Controller[] },
    events: {} as WatchSeen,
  },
  actions: {
    'start the controllers': ({ context }) => start(context),
    'tell the controllers concerned': ({ context, event }) => dispatch(context, event),
  },
}).createMachine({
  id: 'kube-controller-manager',
  context: ({ input }) => {
    const cache = new InformerCache();
    for (const resource of informers) cache.fill(resource, input.world.store.list(resource));
    const running = input.controllers.map((controller) => ({ controller, expectations: new Expectations() }));
    const concerned = new Map(
      informers.map((resource) => [
        resource,
        running.filter(
          ({ controller }) => controller.keysFor[resource] !== undefined || controller.awaits?.resource === resource,
        ),
      ]),
    );
    return { port: input.port, world: input.world, cache, running, concerned };
  },
  initial: 'leading',
  states: {
    leading: {
      entry: 'start the controllers',
      on: { 'watch event': { actions: 'tell the controllers concerned' } },
    },
  },
});
