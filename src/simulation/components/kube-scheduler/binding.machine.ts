import { setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { firstBackOff } from '../../../kubernetes/scheduling/queue.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { type AnswerEvent, identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';

interface BindingContext {
  readonly port: Port;
  readonly world: World;
  readonly pod: Pod;
  readonly node: string;
  readonly scheduler: string;
}

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

function sayBound({ port, pod, node, scheduler }: BindingContext): void {
  const message = `Successfully assigned ${pod.metadata.namespace}/${pod.metadata.name} to ${node}`;
  const event: EventCall = { verb: 'event', object: pod, type: 'Normal', reason: 'Scheduled', message };
  port.tell(`${scheduler}/events`, { type: 'record', event });
}

/** Writes the decision down: one POST, and the Pod has its node. Source: v1.35 pkg/scheduler/schedule_one.go bindingCycle */
export const bindingMachine = setup({
  types: {
    context: {} as BindingContext,
    input: {} as BindingContext,
    events: {} as (AnswerEvent & { readonly type: 'answered' }) | (ChartEvent & { readonly type: 'none' }),
  },
  guards: { 'it was written': ({ event }) => event.type === 'answered' && event.answer.code < 300 },
  actions: {
    'post the binding': ({ context }) => bind(context),
    'say that it is assigned': ({ context }) => sayBound(context),
    'tell the scheduler': ({ context }) =>
      context.port.tellLater(firstBackOff, context.scheduler, { type: 'binding refused', pod: context.pod }),
  },
}).createMachine({
  id: 'binding',
  context: ({ input }) => input,
  initial: 'posting',
  states: {
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
