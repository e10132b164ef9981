import { setup } from 'xstate';
import type { Pod } from '../../../kubernetes/api/types.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { type CriEvent, podKey } from '../container-runtime/cri-client.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';

interface CniContext {
  readonly port: Port;
  readonly store: RuntimeStore;
}

type CniEvent =
  | (ChartEvent & { readonly type: 'ADD'; readonly request: CriEvent; readonly replyTo: string })
  | (ChartEvent & { readonly type: 'DEL'; readonly ip: string; readonly pod: Pod; readonly replyTo: string });

function add({ port, store }: CniContext, event: CniEvent): void {
  if (event.type !== 'ADD') return;
  const ip = store.takeAddress();
  const error =
    'plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set';
  const outcome = ip === undefined ? { error } : { ip };
  port.send({
    to: event.replyTo,
    protocol: 'cni',
    role: 'answer',
    ...(event.message === undefined ? {} : { answers: event.message }),
    body: { type: 'cni-answer', command: 'ADD', pod: podKey(event.request.pod), ...outcome },
    event: { type: 'cni answered', request: event.request, ...outcome },
    takes: port.takes('sandbox is made'),
  });
}

function release({ port, store }: CniContext, event: CniEvent): void {
  if (event.type !== 'DEL') return;
  store.releaseAddress(event.ip);
  port.send({
    to: event.replyTo,
    protocol: 'cni',
    role: 'answer',
    ...(event.message === undefined ? {} : { answers: event.message }),
    body: { type: 'cni-answer', command: 'DEL', pod: podKey(event.pod) },
    event: { type: 'address released' },
    takes: 'address is given',
  });
}

/** The network plugin: an interface and an address for each sandbox, out of the node's Pod range. */
export const cniMachine = setup({
  types: { context: {} as CniContext, input: {} as CniContext, events: {} as CniEvent },
  actions: {
    'connect the sandbox': ({ context, event }) => add(context, event),
    'release the address': ({ context, event }) => release(context, event),
  },
}).createMachine({
  id: 'cni',
  context: ({ input }) => input,
  initial: 'ready',
  states: {
    ready: { on: { ADD: { actions: 'connect the sandbox' }, DEL: { actions: 'release the address' } } },
  },
});
