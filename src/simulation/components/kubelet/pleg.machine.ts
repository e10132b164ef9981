import { setup } from 'xstate';
import { startedOrDied } from '../../../kubernetes/node/pod-lifecycle-events.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import { type KubeletState, newestCause } from './kubelet-state.ts';

interface PlegContext {
  readonly port: Port;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
  /** Virtual ms before the first relist. */
  readonly offset: number;
}

type PlegEvent = ChartEvent & { readonly type: 'cri answered' };

function relist({ port, state }: PlegContext): void {
  port.send({
    to: `${state.node}/containerd`,
    protocol: 'cri',
    role: 'request',
    body: { type: 'cri-call', call: 'ListPodSandbox', pod: '' },
    event: { type: 'cri', call: 'ListPodSandbox', pod: nobody, detail: {}, replyTo: port.address, tag: undefined },
    takes: 'runtime lists',
  });
}

const nobody = { metadata: { name: '', namespace: '', uid: '' } };

function compare({ port, state, store }: PlegContext): void {
  state.relistedAt = port.now();
  for (const [uid, pod] of state.pods) {
    const now = store.status(uid);
    const before = state.runtimeStatus(uid);
    // The store replaces its lists with every change, so the same lists have nothing new in them.
    const asked = state.toReinspect.delete(uid);
    if (!asked && now.sandboxes === before.sandboxes && now.containers === before.containers) continue;
    const happened = asked || startedOrDied(before, now);
    const died = now.containers.some(
      (container) =>
        container.state === 'exited' && before.containers.find(({ id }) => id === container.id)?.state !== 'exited',
    );
    state.see(uid, now);
    if (!happened) continue;
    const worker = `${state.node}/kubelet/${store.addresses.take(pod)}`;
    const cause = newestCause(now);
    if (cause === undefined) port.tell(worker, { type: 'runtime changed' });
    else port.tell(worker, { type: 'runtime changed' }, cause);
    if (died) store.removeOldDead(uid);
  }
  for (const worker of state.waitingForRelist) port.tell(worker, { type: 'relisted' });
  state.waitingForRelist.clear();
}

/**
 * The Pod lifecycle event generator: asks the runtime once a second what is there, and tells the Pod workers what has
 * changed. Everything that starts or ends is seen here first, up to a second late.
 * Source: v1.35 pkg/kubelet/pleg/generic.go
 */
export const plegMachine = setup({
  types: { context: {} as PlegContext, input: {} as PlegContext, events: {} as PlegEvent },
  delays: { 'every relist, 1 s': 1000, 'first relist': ({ context }) => context.offset },
  actions: {
    'ask the runtime': ({ context }) => relist(context),
    'compare with what was there': ({ context }) => compare(context),
  },
}).createMachine({
  id: 'kubelet-pleg',
  context: ({ input }) => input,
  initial: 'starting',
  states: {
    starting: { after: { 'first relist': 'listing' } },
    resting: { after: { 'every relist, 1 s': 'listing' } },
    listing: {
      entry: 'ask the runtime',
      on: { 'cri answered': { actions: 'compare with what was there', target: 'resting' } },
    },
  },
});
