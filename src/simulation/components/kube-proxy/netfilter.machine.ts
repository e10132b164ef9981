import { assign, setup } from 'xstate';
import type { Pod } from '../../../kubernetes/api/types.ts';
import type { ServicePortRules } from '../../../kubernetes/network/proxy-rules.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import type { World } from '../world.ts';

interface NetfilterContext {
  readonly port: Port;
  readonly world: World;
  readonly services: readonly ServicePortRules[];
}

interface Packet extends ChartEvent {
  readonly type: 'packet';
  readonly service: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly count: number;
  readonly replyTo: string;
}

type NetfilterEvent =
  | (ChartEvent & { readonly type: 'rules'; readonly services: readonly ServicePortRules[]; readonly replyTo: string })
  | Packet;

/** One of the endpoints, each with the same chance; the choice is made for each connection anew. */
function route({ port, world, services }: NetfilterContext, packet: NetfilterEvent): void {
  if (packet.type !== 'packet') return;
  const { service, clusterIP, count } = packet;
  const rules = services.find((candidate) => candidate.clusterIP === clusterIP && candidate.port === packet.port);
  const endpoint = rules?.endpoints[Math.floor(port.draw() * (rules?.endpoints.length ?? 0))];
  const body = { type: 'traffic' as const, service, clusterIP, port: packet.port, count };
  if (endpoint === undefined) {
    const refused = { ...body, outcome: 'refused' as const };
    port.send({
      to: packet.replyTo,
      protocol: 'http',
      role: 'answer',
      ...answers(packet),
      body: refused,
      event: { ...refused, type: 'answered' },
      takes: 'packet travels',
    });
    return;
  }
  const { address, pod } = endpoint;
  const container = containerAt(world, pod, address);
  const sent = port.send({
    to: container.address,
    protocol: 'http',
    role: 'request',
    body: { ...body, pod, address },
    event: { type: 'served' },
    takes: 'packet travels',
  });
  const answered = { ...body, pod, address, outcome: container.listens ? ('answered' as const) : ('refused' as const) };
  port.send({
    from: container.address,
    to: packet.replyTo,
    protocol: 'http',
    role: 'answer',
    ...answers(packet),
    cause: sent,
    body: answered,
    event: { ...answered, type: 'answered' },
    takes: 2 * port.takes('packet travels') + port.takes('probe is answered'),
  });
}

const answers = ({ message }: Packet): { answers?: number } => (message === undefined ? {} : { answers: message });

/** Which container of the Pod listens on that port. */
function containerAt(
  world: World,
  key: string,
  address: string,
): { readonly address: string; readonly listens: boolean } {
  const [namespace = '', name = ''] = key.split('/');
  const pod = world.store.get('pods', namespace, name) as Pod | undefined;
  const port = Number(address.split(':')[1]);
  const node = pod?.spec.nodeName ?? '';
  const runtime: RuntimeStore | undefined = world.runtimes.get(node);
  const listening = pod?.spec.containers.find(
    (container) => runtime?.running(pod.metadata.uid, container.name)?.http(port, '/') !== undefined,
  );
  const container = listening ?? pod?.spec.containers[0];
  return { address: `${node}/containerd/${key}/${container?.name ?? ''}`, listens: listening !== undefined };
}

/** The kernel of a node: it keeps the rules, and sends each new connection by them. */
export const netfilterMachine = setup({
  types: {
    context: {} as NetfilterContext,
    input: {} as { port: Port; world: World; services: readonly ServicePortRules[] },
    events: {} as NetfilterEvent,
  },
  actions: {
    'keep the rules': assign(({ event }) => (event.type === 'rules' ? { services: event.services } : {})),
    'tell kube-proxy': ({ context, event }) => {
      if (event.type === 'rules') context.port.tell(event.replyTo, { type: 'rules are in' });
    },
    'send it by the rules': ({ context, event }) => route(context, event),
  },
}).createMachine({
  id: 'netfilter',
  context: ({ input }) => input,
  initial: 'forwarding',
  states: {
    forwarding: {
      on: { rules: { actions: ['keep the rules', 'tell kube-proxy'] }, packet: { actions: 'send it by the rules' } },
    },
  },
});
