import { assign, setup } from 'xstate';
import type { ApiObject, EndpointSlice, Service } from '../../../kubernetes/api/types.ts';
import { type ServicePortRules, serviceRules } from '../../../kubernetes/network/proxy-rules.ts';
import type { Millis } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { InformerCache } from '../informer-cache.ts';
import type { World } from '../world.ts';

export const proxyWatches = ['services', 'endpointslices'] as const;

interface ProxyContext {
  readonly port: Port;
  readonly world: World;
  readonly node: string;
  readonly cache: InformerCache;
  /** Virtual ms of the end of the last write. */
  readonly wroteAt: Millis;
  readonly written: string;
}

type ProxyEvent =
  | (ChartEvent & {
      readonly type: 'watch event';
      readonly event: string;
      readonly resource: string;
      readonly object: ApiObject;
    })
  | (ChartEvent & { readonly type: 'rules are in' });

/** Source: v1.35 pkg/proxy/apis/config/v1alpha1/defaults.go minSyncPeriod */
const minSyncPeriod = 1000;

/** The rules that follow from what this kube-proxy knows. */
function wanted(cache: InformerCache): readonly ServicePortRules[] {
  const slices = cache.list('endpointslices') as readonly EndpointSlice[];
  return (cache.list('services') as readonly Service[]).flatMap((service) => {
    const { name, namespace } = service.metadata;
    const mine = slices.filter(
      (slice) =>
        slice.metadata.namespace === namespace && slice.metadata.labels?.['kubernetes.io/service-name'] === name,
    );
    return serviceRules(service, mine);
  });
}

const asText = (rules: readonly ServicePortRules[]): string => rules.flatMap((service) => service.rules).join('\n');

function write({ port, node, cache }: ProxyContext): void {
  const services = wanted(cache);
  port.send({
    to: `${node}/netfilter`,
    protocol: 'netfilter',
    role: 'event',
    body: { type: 'rules-written', node, services },
    event: { type: 'rules', services, replyTo: port.address },
    takes: 'rules are written',
  });
}

/**
 * Turns Services and EndpointSlices into the rules of its node's kernel, at most once a second. It makes no endpoints
 * and forwards no packets. Source: v1.35 pkg/proxy/iptables/proxier.go syncProxyRules
 */
export const kubeProxyMachine = setup({
  types: {
    context: {} as ProxyContext,
    input: {} as Omit<ProxyContext, 'cache' | 'wroteAt' | 'written'>,
    events: {} as ProxyEvent,
  },
  delays: {
    'a second after the last write': ({ context }) => Math.max(0, context.wroteAt + minSyncPeriod - context.port.now()),
  },
  guards: { 'the rules differ': ({ context }) => asText(wanted(context.cache)) !== context.written },
  actions: {
    'take in the change': ({ context, event }) => {
      if (event.type === 'watch event') context.cache.apply(event.resource, event.event, event.object);
    },
    'write the rules': ({ context }) => write(context),
    'note what was written': assign(({ context }) => ({ written: asText(wanted(context.cache)) })),
    'note the time': assign(({ context }) => ({ wroteAt: context.port.now() })),
  },
}).createMachine({
  id: 'kube-proxy',
  context: ({ input }) => {
    const cache = new InformerCache();
    for (const resource of proxyWatches) cache.fill(resource, input.world.store.list(resource));
    return { ...input, cache, wroteAt: Number.NEGATIVE_INFINITY, written: asText(wanted(cache)) };
  },
  initial: 'watching',
  states: {
    watching: { on: { 'watch event': { actions: 'take in the change', target: 'gathering' } } },
    gathering: {
      on: { 'watch event': { actions: 'take in the change' } },
      after: {
        'a second after the last write': [{ guard: 'the rules differ', target: 'writing' }, { target: 'watching' }],
      },
    },
    writing: {
      entry: ['note what was written', 'write the rules'],
      on: {
        'watch event': { actions: 'take in the change' },
        'rules are in': { actions: 'note the time', target: 'gathering' },
      },
    },
  },
});
