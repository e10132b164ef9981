import { assign, setup } from 'xstate';
import type { Service } from '../../../kubernetes/api/types.ts';
import type { Client } from '../../../scenario/scenario.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { World } from '../world.ts';

interface ClientContext {
  readonly port: Port;
  readonly world: World;
  readonly client: Client;
  readonly node: string;
  readonly sent: number;
}

function serviceOf({ world, client }: ClientContext): Service | undefined {
  const [first = '', second] = client.service.split('/');
  return world.store.get('services', second === undefined ? 'default' : first, second ?? first) as Service | undefined;
}

function call(context: ClientContext): void {
  const { port, client, node, sent } = context;
  const service = serviceOf(context);
  const clusterIP = service?.spec?.clusterIP;
  const target = client.port ?? service?.spec?.ports?.[0]?.port;
  if (service === undefined || clusterIP === undefined || target === undefined) return;
  const name = `${service.metadata.namespace}/${service.metadata.name}`;
  const body = { type: 'traffic' as const, service: name, clusterIP, port: target, count: sent };
  port.send({
    to: `${node}/netfilter`,
    protocol: 'http',
    role: 'request',
    body,
    event: { ...body, type: 'packet', replyTo: port.address },
    takes: 'packet travels',
  });
}

/** A program outside the Pods, on one of the nodes, that calls a Service by its name again and again. */
export const clientMachine = setup({
  types: { context: {} as ClientContext, input: {} as Omit<ClientContext, 'sent'>, events: {} as ChartEvent },
  delays: {
    'every call': ({ context }) => context.client.every,
    'first call': ({ context }) => context.client.from,
  },
  guards: {
    'the Service has an address': ({ context }) => serviceOf(context)?.spec?.clusterIP !== undefined,
    'all calls are made': ({ context }) => context.sent >= context.client.requests,
  },
  actions: {
    call: ({ context }) => call(context),
    count: assign(({ context }) => ({ sent: context.sent + 1 })),
  },
}).createMachine({
  id: 'client',
  context: ({ input }) => ({ ...input, sent: 0 }),
  initial: 'not yet',
  states: {
    'not yet': { after: { 'first call': 'choosing' } },
    resting: { after: { 'every call': 'choosing' } },
    choosing: {
      always: [
        { guard: 'all calls are made', target: 'done' },
        { guard: 'the Service has an address', target: 'calling' },
        { target: 'resting' },
      ],
    },
    calling: { entry: ['count', 'call'], after: { 'every call': 'choosing' } },
    done: { type: 'final' },
  },
});
