import { setup } from 'xstate';
import { sameJson } from '../../../kubernetes/api/fields.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { ApiObject, Node, Pod } from '../../../kubernetes/api/types.ts';
import { rejection } from '../../../kubernetes/node/admission.ts';
import { askedBy } from '../../../kubernetes/node/allocation.ts';
import { referredTo } from '../../../kubernetes/node/referred-objects.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import { identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';
import { keyOfPod, record } from './pod-work.ts';
import { asAllocated, decideResize } from './resize.ts';

interface KubeletInput {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
}

interface KubeletContext extends KubeletInput {
  /** ConfigMaps and Secrets that some Pod of this node refers to, each with its watch. */
  readonly objects: Set<string>;
}

type KubeletEvent =
  | (ChartEvent & {
      readonly type: 'watch event';
      readonly event: string;
      readonly resource: string;
      readonly object: ApiObject;
    })
  | (ChartEvent & { readonly type: 'register objects'; readonly pod: Pod })
  | (ChartEvent & { readonly type: 'worker ended'; readonly uid: string })
  | (ChartEvent & { readonly type: 'look at the resizes' | 'resize done' });

/** Tells the worker of a Pod, if it has one: a Pod that the node refused has none. */
function tellWorker({ port, state, store }: KubeletInput, pod: Pod, event: ChartEvent): void {
  const name = store.addresses.of(pod.metadata.uid);
  if (name !== undefined) port.tell(`${state.node}/kubelet/${name}`, event);
}

function seen(context: KubeletContext, event: KubeletEvent): void {
  if (event.type !== 'watch event' || event.resource !== 'pods' || event.event === 'BOOKMARK') return;
  const pod = event.object as Pod;
  const { state } = context;
  const known = state.pods.get(pod.metadata.uid);
  if (event.event === 'DELETED') {
    if (known !== undefined) tellWorker(context, pod, { type: 'pod removed' });
    return;
  }
  if (known === undefined || wakes(context, pod)) {
    add(context, pod);
    return;
  }
  state.pods.set(pod.metadata.uid, pod);
  const same = sameWish(known, pod);
  if (!same && decideResize(context, pod) && state.resizing.get(pod.metadata.uid)?.pending !== undefined)
    retryLater(context);
  tellWorker(context, pod, { type: same ? 'status changed' : 'pod changed', pod: asAllocated(state, pod) });
}

/** A resize that had to wait is tried again after 30 s, then every three minutes. Source: v1.35 allocation_manager.go Run */
function retryLater({ port, state }: KubeletInput, after = 30_000): void {
  if (state.retriesResizes) return;
  state.retriesResizes = true;
  port.tellLater(after, port.address, { type: 'look at the resizes' });
}

/** Those of higher priority first, of the same those that have waited longer. */
function retryResizes(context: KubeletContext): void {
  const { state } = context;
  const waiting = [...state.pods.values()].flatMap((pod) => {
    const pending = state.resizing.get(pod.metadata.uid)?.pending;
    return pending === undefined ? [] : [{ pod, pending }];
  });
  const ordered = waiting.sort(
    (a, b) =>
      (b.pod.spec.priority ?? 0) - (a.pod.spec.priority ?? 0) ||
      (a.pending.since < b.pending.since ? -1 : a.pending.since > b.pending.since ? 1 : 0),
  );
  for (const { pod } of ordered)
    if (decideResize(context, pod)) tellWorker(context, pod, { type: 'pod changed', pod: asAllocated(state, pod) });
}

const anyPending = ({ state }: KubeletInput): boolean =>
  [...state.resizing.values()].some(({ pending }) => pending !== undefined);

/** A Pod that held still, and is to end now. */
const wakes = ({ world, state, store }: KubeletContext, pod: Pod): boolean =>
  world.still !== undefined &&
  pod.metadata.deletionTimestamp !== undefined &&
  store.addresses.of(pod.metadata.uid) === undefined &&
  !state.terminated.has(pod.metadata.uid);

/** Only the status differs: the kubelet's own patch coming back causes no sync. Source: v1.35 pkg/kubelet/config/config.go */
function sameWish(a: Pod, b: Pod): boolean {
  const wish = ({ spec, metadata }: Pod): readonly unknown[] => [
    spec,
    metadata.labels,
    metadata.annotations,
    metadata.deletionTimestamp,
    metadata.deletionGracePeriodSeconds,
  ];
  return sameJson(wish(a), wish(b));
}

/** Looks at a new Pod once more, then gives it a worker of its own. */
function add(context: KubeletContext, pod: Pod): void {
  const { port, world, state, store } = context;
  if (pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') return;
  const node = world.store.get('nodes', '', state.node) as Node | undefined;
  const others = state.admitted;
  const refusal = node === undefined || world.still?.holds(pod) ? undefined : rejection(pod, node, others);
  state.pods.set(pod.metadata.uid, pod);
  if (world.still?.holds(pod)) return;
  if (refusal !== undefined && pod.metadata.deletionTimestamp === undefined) {
    const { reason, message } = refusal;
    port.decide({ kind: 'node admission', about: keyOfPod(pod), says: message, refused: true });
    record({ port, world, state, store, pod }, 'Warning', reason, message);
    const qosClass = pod.status?.qosClass;
    const status = {
      phase: 'Failed',
      reason,
      message: `Pod was rejected: ${message}`,
      ...(qosClass === undefined ? {} : { qosClass }),
      startTime: rfc3339(port.now()),
      observedGeneration: pod.metadata.generation ?? 1,
      conditions: [],
    };
    state.terminated.add(pod.metadata.uid);
    port.tell(`${state.node}/kubelet/status-manager`, { type: 'status', pod, status });
    return;
  }
  state.allocated.set(pod.metadata.uid, askedBy(pod));
  port.spawn(`${state.node}/kubelet/${store.addresses.take(pod)}`, 'kubelet-pod-worker', { world, state, store, pod });
}

/** The first Pod of a node that refers to a ConfigMap or Secret opens a watch for that one object. */
function registerObjects({ port, world, state, objects }: KubeletContext, event: KubeletEvent): void {
  if (event.type !== 'register objects') return;
  for (const [resource, name] of referredTo(event.pod)) {
    const namespace = event.pod.metadata.namespace ?? 'default';
    const key = `${resource}/${namespace}/${name}`;
    if (objects.has(key)) continue;
    objects.add(key);
    const query = `allowWatchBookmarks=true&fieldSelector=metadata.name%3D${name}&resourceVersionMatch=NotOlderThan&sendInitialEvents=true&watch=true`;
    const path = `/api/v1/namespaces/${namespace}/${resource}?${query}`;
    request(port, world, identities.kubelet(state.node), { verb: 'watch', path }, 'watching');
  }
}

/** Starts the parts of the kubelet, and workers for the Pods that the node has already. */
function start(context: KubeletContext): void {
  const { port, world, state, store } = context;
  const identity = identities.kubelet(state.node);
  const at = `${state.node}/kubelet`;
  const second = 1000 * port.draw();
  port.spawn(`${at}/events`, 'event-recorder', { world, identity, source: { component: 'kubelet', host: state.node } });
  port.spawn(`${at}/status-manager`, 'kubelet-status-manager', { world, state });
  port.spawn(`${at}/volume-manager`, 'kubelet-volume-manager', { world, state, store });
  port.spawn(`${at}/image-manager`, 'kubelet-image-manager', { node: state.node });
  port.spawn(`${at}/pleg`, 'kubelet-pleg', { state, store, offset: second });
  const lease = {
    world,
    identity,
    namespace: 'kube-node-lease',
    name: state.node,
    period: 10_000,
    offset: 10_000 * port.draw(),
  };
  port.spawn(`${at}/lease`, 'lease', lease);
  port.spawn(`${at}/node-status`, 'kubelet-node-status', { world, state, store, offset: 10_000 * port.draw() });
  for (const object of world.store.list('pods')) {
    // What woke a node that held still comes by watch, as everything that is new.
    if ((object as Pod).spec.nodeName === state.node && world.still?.holds(object) !== false)
      add(context, object as Pod);
  }
}

/**
 * The kubelet's own loop: learns of its node's Pods by watch, and hands each to a worker.
 * Source: v1.35 pkg/kubelet/kubelet.go syncLoop
 */
export const kubeletMachine = setup({
  types: { context: {} as KubeletContext, input: {} as KubeletInput, events: {} as KubeletEvent },
  actions: {
    'start its parts': ({ context }) => start(context),
    'hand the change to the worker of the Pod': ({ context, event }) => seen(context, event),
    'watch what the Pod refers to': ({ context, event }) => registerObjects(context, event),
    'try the resizes again that had to wait': ({ context }) => retryResizes(context),
    'look at them again later': ({ context }) => {
      context.state.retriesResizes = false;
      if (anyPending(context)) retryLater(context, 180_000);
    },
  },
}).createMachine({
  id: 'kubelet',
  context: ({ input }) => ({ ...input, objects: new Set() }),
  initial: 'syncing',
  states: {
    syncing: {
      entry: 'start its parts',
      on: {
        'watch event': { actions: 'hand the change to the worker of the Pod' },
        'register objects': { actions: 'watch what the Pod refers to' },
        'worker ended': { actions: 'try the resizes again that had to wait' },
        'resize done': { actions: 'try the resizes again that had to wait' },
        'look at the resizes': { actions: ['try the resizes again that had to wait', 'look at them again later'] },
      },
    },
  },
});
