import { setup } from 'xstate';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Node } from '../../../kubernetes/api/types.ts';
import { knownImage, normalizedImage } from '../../../kubernetes/node/programs/images.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import { identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';

interface NodeStatusContext {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
  readonly offset: number;
}

const imagesOf = (store: RuntimeStore): readonly { names: readonly string[]; sizeBytes: number }[] =>
  store.imageNames.map((image) => ({ names: [normalizedImage(image), image], sizeBytes: knownImage(image).bytes }));

/** Only what changed is sent, and the heartbeat times with it; without a change, only every five minutes. */
function differs({ world, state, store }: NodeStatusContext): boolean {
  const node = world.store.get('nodes', '', state.node) as Node | undefined;
  return (node?.status?.images ?? []).length !== imagesOf(store).length;
}

function report({ port, world, state, store }: NodeStatusContext): void {
  const node = world.store.get('nodes', '', state.node) as Node | undefined;
  const conditions = (node?.status?.conditions ?? []).map(({ type }) => ({
    type,
    lastHeartbeatTime: rfc3339(port.now()),
  }));
  const body = { status: { conditions, images: imagesOf(store) } };
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
  types: { context: {} as NodeStatusContext, input: {} as NodeStatusContext, events: {} as ChartEvent },
  delays: { 'every status, 10 s': 10_000, 'first status': ({ context }) => context.offset },
  guards: { 'something has changed': ({ context }) => differs(context) },
  actions: { report: ({ context }) => report(context) },
}).createMachine({
  id: 'kubelet-node-status',
  context: ({ input }) => input,
  initial: 'starting',
  states: {
    starting: { after: { 'first status': 'computing' } },
    resting: { after: { 'every status, 10 s': 'computing' } },
    computing: { always: [{ guard: 'something has changed', target: 'reporting' }, { target: 'resting' }] },
    reporting: { entry: 'report', on: { reported: 'resting' } },
  },
});
