import { assign, setup } from 'xstate';
import { createStrategicPatch } from '../../../kubernetes/api/strategic-merge.ts';
import type { Pod, PodStatus } from '../../../kubernetes/api/types.ts';
import { isOfKubelet } from '../../../kubernetes/node/pod-conditions.ts';
import { withPhaseWithheld } from '../../../kubernetes/node/pod-status.ts';
import type { EntryId } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { type AnswerEvent, identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';

interface StatusInput {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
}

interface Pending {
  readonly pod: Pod;
  readonly status: PodStatus;
  readonly cause: EntryId;
}

interface StatusContext extends StatusInput {
  readonly queue: Map<string, Pending>;
  readonly current: Pending | undefined;
  /** The Pod as the API server has it, from the GET. */
  readonly live: Pod | undefined;
}

type StatusEvent =
  | (ChartEvent & { readonly type: 'status'; readonly pod: Pod; readonly status: PodStatus })
  | (AnswerEvent & { readonly type: 'got' | 'patched' | 'deleted' });

const pathOf = ({ metadata }: Pod): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;

interface PatchBody {
  readonly metadata: object;
  readonly status: unknown;
}

const bodies = new WeakMap<StatusContext, { readonly body: PatchBody | undefined }>();

/** Asked by the guard and again by the action that sends it: one comparison serves both. */
function merged(context: StatusContext): PatchBody | undefined {
  const known = bodies.get(context) ?? { body: compared(context) };
  bodies.set(context, known);
  return known.body;
}

/** What goes into the API: only the latest counts, and a final phase waits until nothing can run any more. */
function compared({ current, live, state }: StatusContext): PatchBody | undefined {
  if (current === undefined || live === undefined) return undefined;
  const running = !state.terminated.has(current.pod.metadata.uid);
  const { qosClass: _q, ...wanted } = withPhaseWithheld(current.status, live.status?.phase ?? 'Pending', running);
  const before = live.status ?? {};
  const merge = { ...before, ...wanted, conditions: withForeign(wanted.conditions, before.conditions) };
  const patch = createStrategicPatch({ status: before }, { status: merge }) as { status?: unknown };
  if (patch.status === undefined) return undefined;
  return { metadata: { uid: current.pod.metadata.uid }, status: patch.status };
}

/**
 * Conditions that somebody else set meanwhile stay, in front of the kubelet's own.
 * Source: v1.35 pkg/kubelet/status/status_manager.go mergePodStatus
 */
function withForeign(own: PodStatus['conditions'] = [], live: PodStatus['conditions'] = []): PodStatus['conditions'] {
  return [...live.filter(({ type }) => !isOfKubelet(type)), ...own.filter(({ type }) => isOfKubelet(type))];
}

/** The object may go: it shall be deleted, its end is reported, and nothing of it is left on the node. */
function mayBeDeleted({ current, live, state }: StatusContext): boolean {
  if (current === undefined || live?.metadata.deletionTimestamp === undefined) return false;
  const phase = current.status.phase;
  const final = phase === 'Succeeded' || phase === 'Failed';
  return final && state.terminated.has(current.pod.metadata.uid) && !state.mounted.has(current.pod.metadata.uid);
}

function get({ port, world, state, current }: StatusContext): void {
  if (current === undefined) return;
  request(
    port,
    world,
    identities.kubelet(state.node),
    { verb: 'get', path: pathOf(current.pod) },
    'got',
    undefined,
    current.cause,
  );
}

function patch(context: StatusContext): void {
  const body = merged(context);
  if (context.current === undefined || body === undefined) return;
  const { port, world, state, current } = context;
  const call = {
    verb: 'patch' as const,
    path: `${pathOf(current.pod)}/status`,
    contentType: 'application/strategic-merge-patch+json' as const,
    body,
  };
  request(port, world, identities.kubelet(state.node), call, 'patched', undefined, current.cause);
}

function remove({ port, world, state, current }: StatusContext): void {
  if (current === undefined) return;
  const body = {
    kind: 'DeleteOptions',
    apiVersion: 'v1',
    gracePeriodSeconds: 0,
    preconditions: { uid: current.pod.metadata.uid },
  };
  request(port, world, identities.kubelet(state.node), { verb: 'delete', path: pathOf(current.pod), body }, 'deleted');
}

/**
 * Sends the status of one Pod after the other: reads the Pod first, then patches what differs, and at the very end
 * deletes the object. Source: v1.35 pkg/kubelet/status/status_manager.go syncPod
 */
export const statusManagerMachine = setup({
  types: { context: {} as StatusContext, input: {} as StatusInput, events: {} as StatusEvent },
  delays: { 'status is sent': ({ context }) => context.port.takes('status is sent') },
  guards: {
    'something differs': ({ context }) => merged(context) !== undefined,
    'the object may go': ({ context }) => mayBeDeleted(context),
    'more are waiting': ({ context }) => context.queue.size > 0,
    'the Pod is there': ({ event, context }) =>
      event.type === 'got' &&
      event.answer.code === 200 &&
      (event.answer.body as Pod).metadata.uid === context.current?.pod.metadata.uid,
  },
  actions: {
    'keep the newest status': ({ context, event }) => {
      if (event.type !== 'status') return;
      context.queue.set(event.pod.metadata.uid, { pod: event.pod, status: event.status, cause: context.port.cause() });
    },
    'take it at once': assign(({ context, event }) =>
      event.type === 'status'
        ? { current: { pod: event.pod, status: event.status, cause: context.port.cause() }, live: undefined }
        : {},
    ),
    'take the next Pod': assign(({ context }) => {
      const next = context.queue.entries().next();
      if (next.done === true) return { current: undefined, live: undefined };
      context.queue.delete(next.value[0]);
      return { current: next.value[1], live: undefined };
    }),
    'keep what the API server has': assign(({ event }) =>
      event.type === 'got' || event.type === 'patched' ? { live: event.answer.body as Pod } : {},
    ),
    get: ({ context }) => get(context),
    patch: ({ context }) => patch(context),
    delete: ({ context }) => remove(context),
  },
}).createMachine({
  id: 'kubelet-status-manager',
  context: ({ input }) => ({ ...input, queue: new Map(), current: undefined, live: undefined }),
  initial: 'waiting',
  on: { status: { actions: 'keep the newest status' } },
  states: {
    // What is taken now is what is sent: a status that comes later, if only by a moment, waits for the next round.
    waiting: { on: { status: { actions: 'take it at once', target: 'preparing' } } },
    preparing: { after: { 'status is sent': 'getting' } },
    getting: {
      entry: 'get',
      on: {
        got: [
          { guard: 'the Pod is there', actions: 'keep what the API server has', target: 'comparing' },
          { target: 'checking the queue' },
        ],
      },
    },
    comparing: {
      always: [
        { guard: 'something differs', target: 'patching' },
        { guard: 'the object may go', target: 'deleting' },
        { target: 'checking the queue' },
      ],
    },
    patching: {
      entry: 'patch',
      on: {
        patched: [{ guard: 'the object may go', target: 'deleting' }, { target: 'checking the queue' }],
      },
    },
    deleting: { entry: 'delete', on: { deleted: 'checking the queue' } },
    // The queue is looked at after the entry actions of this step have been carried out.
    'checking the queue': {
      after: {
        0: [{ guard: 'more are waiting', actions: 'take the next Pod', target: 'preparing' }, { target: 'waiting' }],
      },
    },
  },
});
