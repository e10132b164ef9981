import { setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Node } from '../../../kubernetes/api/types.ts';
import { knownImage, normalizedImage } from '../../../kubernetes/node/programs/images.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import { identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';

type NodeImage = NonNullable<NonNullable<Node['status']>['images']>[number];

interface NodeStatusContext {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
  readonly offset: number;
}

interface Computing extends NodeStatusContext {
  /** What the kubelet saw when it computed the status the last time. */
  readonly seen: { unschedulable: boolean };
}

const isCordoned = ({ world, state }: NodeStatusContext): boolean =>
  (world.store.get('nodes', '', state.node) as Node | undefined)?.spec?.unschedulable === true;

/**
 * Whether the node was cordoned shows in an event of the kubelet, at its next status. The event bears no uid of the node.
 * Source: v1.35 pkg/kubelet/kubelet_node_status.go recordNodeSchedulableEvent
 */
function noteCordon({ seen, ...context }: Computing): void {
  const unschedulable = isCordoned(context);
  if (seen.unschedulable === unschedulable) return;
  seen.unschedulable = unschedulable;
  const { port, state } = context;
  const reason = unschedulable ? 'NodeNotSchedulable' : 'NodeSchedulable';
  const message = `Node ${state.node} status is now: ${reason}`;
  const object = { apiVersion: 'v1', kind: 'Node', metadata: { name: state.node } };
  const event: EventCall = { verb: 'event', object, type: 'Normal', reason, message };
  port.tell(`${state.node}/kubelet/events`, { type: 'record', event });
}

/** The images of the node, as its status has them already, with those that have come since. */
function imagesOf({ world, state, store }: NodeStatusContext): readonly NodeImage[] {
  const known = (world.store.get('nodes', '', state.node) as Node | undefined)?.status?.images ?? [];
  const named = new Set(known.flatMap(({ names }) => (names ?? []).map(normalizedImage)));
  const come = store.imageNames.filter((image) => !named.has(normalizedImage(image)));
  return [
    ...known,
    ...come.map((image) => ({ names: [normalizedImage(image), image], sizeBytes: knownImage(image).bytes })),
  ];
}

/** Only what changed is sent, and the heartbeat times with it; without a change, only every five minutes. */
function differs(context: NodeStatusContext): boolean {
  const node = context.world.store.get('nodes', '', context.state.node) as Node | undefined;
  return (node?.status?.images ?? []).length !== imagesOf(context).length;
}

function report(context: NodeStatusContext): void {
  const { port, world, state } = context;
  const node = world.store.get('nodes', '', state.node) as Node | undefined;
  const conditions = (node?.status?.conditions ?? []).map(({ type }) => ({
    type,
    lastHeartbeatTime: rfc3339(port.now()),
  }));
  const body = { status: { conditions, images: imagesOf(context) } };
  const call = {
    verb: 'patch' as const,
    path: `/api/v1/nodes/${state.node}/status?timeout=10s`,
    contentType: 'application/strategic-merge-patch+json' as const,
    body,
  };
  request(port, world, identities.kubelet(state.node), call, 'reported');
}

/**
 * The node's own status: computed every 10 s, sent when something but the heartbeat has changed.
 * Source: v1.35 pkg/kubelet/kubelet_node_status.go
 */
export const nodeStatusMachine = setup({
  types: { context: {} as Computing, input: {} as NodeStatusContext, events: {} as ChartEvent },
  delays: { 'every status, 10 s': 10_000, 'first status': ({ context }) => context.offset },
  guards: { 'something has changed': ({ context }) => differs(context) },
  actions: {
    report: ({ context }) => report(context),
    'look whether the node is cordoned': ({ context }) => noteCordon(context),
  },
}).createMachine({
  id: 'kubelet-node-status',
  context: ({ input }) => ({ ...input, seen: { unschedulable: isCordoned(input) } }),
  initial: 'starting',
  states: {
    starting: { after: { 'first status': 'computing' } },
    resting: { after: { 'every status, 10 s': 'computing' } },
    computing: {
      entry: 'look whether the node is cordoned',
      always: [{ guard: 'something has changed', target: 'reporting' }, { target: 'resting' }],
    },
    reporting: { entry: 'report', on: { reported: 'resting' } },
  },
});
