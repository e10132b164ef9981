import { setup } from 'xstate';
import type { ApiAnswer, Reconciled } from '../../../kubernetes/api/calls.ts';
import type { Controller, ReconcileContext } from '../../../kubernetes/controllers/controller.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { ClientScript } from '../client-script.ts';
import { identities } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';

interface WorkerInput {
  readonly port: Port;
  readonly world: World;
  readonly controller: Controller;
  readonly key: string;
  readonly reconcile: ReconcileContext;
  readonly parent: string;
}

interface WorkerContext extends WorkerInput {
  readonly script: ClientScript<Reconciled>;
}

interface Answered extends ChartEvent {
  readonly type: 'answered';
  readonly answer: ApiAnswer;
  readonly tag: unknown;
}

function report({ port, controller, key, parent, script }: WorkerContext): void {
  const outcome = script.result ?? { says: '' };
  port.decide({ kind: 'reconcile', about: `${controller.name}:${key}`, says: outcome.says, data: { key, ...outcome } });
  port.tell(parent, { type: 'worker is done', key, outcome });
}

/** One pass over one key: what is there, what should be there, and the requests that lead from the one to the other. */
export const workerMachine = setup({
  types: { context: {} as WorkerContext, input: {} as WorkerInput, events: {} as Answered },
  delays: {
    'controller works': ({ context }) => (context.controller.delay ?? 0) + context.port.takes('controller works'),
  },
  guards: {
    'all is done': ({ context }) => context.script.ended,
    'all answers are in': ({ context }) => context.script.answered,
  },
  actions: {
    'take the next step': ({ context }) => context.script.step(),
    'keep the answer': ({ context, event }) => context.script.take(event.tag, event.answer),
    report: ({ context }) => report(context),
  },
}).createMachine({
  id: 'reconcile',
  context: ({ input }) => {
    const [namespace = '', name = ''] = splitKey(input.key);
    const identity = identities.controller(input.controller.serviceAccount);
    const steps = input.controller.reconcile(namespace, name, input.reconcile);
    return { ...input, script: new ClientScript(steps, input.port, input.world, identity, `${input.parent}/events`) };
  },
  initial: 'comparing',
  states: {
    comparing: { after: { 'controller works': 'acting' } },
    acting: {
      entry: 'take the next step',
      after: {
        0: [
          { guard: 'all is done', target: 'done' },
          { guard: 'all answers are in', target: 'acting', reenter: true },
          { target: 'waiting for answers' },
        ],
      },
    },
    'waiting for answers': {
      on: { answered: { actions: 'keep the answer', target: 'looking at the answers' } },
    },
    'looking at the answers': {
      after: { 0: [{ guard: 'all answers are in', target: 'acting' }, { target: 'waiting for answers' }] },
      on: { answered: { actions: 'keep the answer' } },
    },
    done: { type: 'final', entry: 'report' },
  },
});

/** `namespace/name`, or `/name` for what has no namespace. */
function splitKey(key: string): readonly string[] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}
