import { setup } from 'xstate';
import type { ApiCall, ClusterView, EventCall } from '../../../kubernetes/api/calls.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { type AnswerEvent, identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import { schedulerOf } from './scheduler-context.ts';

interface BindingContext {
  readonly port: Port;
  readonly world: World;
  readonly pod: Pod;
  readonly node: string;
  readonly scheduler: string;
  /** To be written before the Pod is bound. */
  readonly volumes: readonly ApiCall[];
  /** What the scheduler knows. */
  readonly view: ClusterView;
}

/** How often the scheduler looks whether the claims are bound, virtual ms. Source: v1.35 volumebinding/binder.go BindPodVolumes */
const looks = 1000;

function bind({ port, world, pod, node }: BindingContext): void {
  const { name, namespace, uid } = pod.metadata;
  const body = {
    kind: 'Binding',
    apiVersion: 'v1',
    metadata: { name, namespace, uid },
    target: { kind: 'Node', name: node },
  };
  const path = `/api/v1/namespaces/${namespace}/pods/${name}/binding`;
  request(port, world, identities.scheduler, { verb: 'create', path, body }, 'answered');
}

function writeVolumes({ port, world, volumes }: BindingContext): void {
  for (const call of volumes) request(port, world, identities.scheduler, call, 'volume written');
}

function sayBound({ port, pod, node, scheduler }: BindingContext): void {
  const message = `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node}`;
  const event: EventCall = {
    verb: 'event',
    object: pod,
    type: 'Normal',
    reason: 'Scheduled',
    message,
    reporter: schedulerOf(pod),
  };
  port.tell(`${scheduler}/events`, { type: 'record', event });
}

/** Writes the decision down: one POST, and the Pod has its node. Source: v1.35 pkg/scheduler/schedule_one.go bindingCycle */
export const bindingMachine = setup({
  types: {
    context: {} as BindingContext,
    input: {} as BindingContext,
    events: {} as
      | (AnswerEvent & { readonly type: 'answered' | 'volume written' })
      | (ChartEvent & { readonly type: 'none' }),
  },
  delays: { 'every second': looks },
  guards: {
    'no claim waits for its volume': ({ context }) => context.volumes.length === 0,
    'the claims are bound': ({ context }) => context.world.rules.scheduler.volumes.areBound(context.pod, context.view),
    'it was refused': ({ event }) => event.type === 'volume written' && event.answer.code >= 300,
    'it was written': ({ event }) => event.type === 'answered' && event.answer.code < 300,
  },
  actions: {
    'write the volumes': ({ context }) => writeVolumes(context),
    'post the binding': ({ context }) => bind(context),
    'say that it is assigned': ({ context }) => sayBound(context),
    'tell the scheduler': ({ context }) =>
      context.port.tell(context.scheduler, { type: 'binding refused', pod: context.pod, node: context.node }),
  },
}).createMachine({
  id: 'binding',
  context: ({ input }) => input,
  initial: 'starting',
  states: {
    starting: {
      always: [{ guard: 'no claim waits for its volume', target: 'posting' }, { target: 'binding volumes' }],
    },
    'binding volumes': {
      entry: 'write the volumes',
      on: { 'volume written': { guard: 'it was refused', actions: 'tell the scheduler', target: 'refused' } },
      after: {
        'every second': [{ guard: 'the claims are bound', target: 'posting' }, { target: 'waiting for volumes' }],
      },
    },
    'waiting for volumes': {
      after: {
        'every second': [
          { guard: 'the claims are bound', target: 'posting' },
          { target: 'waiting for volumes', reenter: true },
        ],
      },
    },
    posting: {
      entry: 'post the binding',
      on: {
        answered: [
          { guard: 'it was written', actions: 'say that it is assigned', target: 'bound' },
          { actions: 'tell the scheduler', target: 'refused' },
        ],
      },
    },
    bound: { type: 'final' },
    refused: { type: 'final' },
  },
});
