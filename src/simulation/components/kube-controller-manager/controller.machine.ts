import { setup } from 'xstate';
import type { Reconciled } from '../../../kubernetes/api/calls.ts';
import type { Controller, Expectations, ReconcileContext } from '../../../kubernetes/controllers/controller.ts';
import { TriggerTimes } from '../../../kubernetes/controllers/trigger-times.ts';
import type { EntryId, Millis } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { InformerCache } from '../informer-cache.ts';
import type { World } from '../world.ts';
import { Workqueue } from './workqueue.ts';

interface ControllerInput {
  readonly port: Port;
  readonly world: World;
  readonly controller: Controller;
  readonly cache: InformerCache;
  readonly expectations: Expectations;
}

interface ControllerContext extends ControllerInput {
  readonly queue: Workqueue;
  readonly failures: ReconcileContext['failures'];
  readonly offset: ReconcileContext['offset'];
  readonly triggerTimes: TriggerTimes;
}

type ControllerEvent =
  | (ChartEvent & { readonly type: 'enqueue'; readonly key: string; readonly due?: Millis })
  | (ChartEvent & { readonly type: 'enqueue later'; readonly key: string; readonly delay: Millis })
  | (ChartEvent & { readonly type: 'worker is done'; readonly key: string; readonly outcome: Reconciled });

function startWorkers({
  port,
  world,
  controller,
  cache,
  expectations,
  queue,
  failures,
  offset,
  triggerTimes,
}: ControllerContext): void {
  for (;;) {
    const next = queue.take(controller.workers);
    if (next === undefined) return;
    const address = `${port.address}/${next.key.replace(/^\//, '')}`;
    const reconcile = {
      view: cache,
      now: () => port.now(),
      draw: port.draw,
      expectations,
      failures,
      offset,
      triggerTimes,
    };
    port.spawn(
      address,
      'reconcile',
      { world, controller, key: next.key, reconcile, parent: port.address },
      next.cause as EntryId,
    );
  }
}

function finish({ port, queue }: ControllerContext, event: ControllerEvent): void {
  if (event.type !== 'worker is done') return;
  const { key, outcome } = event;
  queue.done(key);
  if (outcome.retry === true) enqueueLater(port, queue, key, queue.delayAfterFailure(key));
  else queue.forget(key);
  if (outcome.after !== undefined) enqueueLater(port, queue, key, outcome.after);
}

function enqueueLater(port: Port, queue: Workqueue, key: string, delay: Millis): void {
  const due = port.now() + delay;
  if (queue.addAt(key, due)) port.tellLater(delay, port.address, { type: 'enqueue', key, due });
}

function keepBack({ port, queue }: ControllerContext, event: ControllerEvent): void {
  if (event.type === 'enqueue later') enqueueLater(port, queue, event.key, event.delay);
}

function enqueue({ port, queue }: ControllerContext, event: ControllerEvent): void {
  if (event.type !== 'enqueue') return;
  if (event.due === undefined || queue.comesDue(event.key, event.due)) queue.add(event.key, port.cause());
}

/** Drawn when somebody asks, so that a controller without periodic work keeps the luck it had. */
function drawnOnce(draw: () => number): () => number {
  let drawn: number | undefined;
  return () => {
    drawn ??= draw();
    return drawn;
  };
}

/**
 * A controller's queue and its workers. A change seen by watch puts keys into the queue; each free worker takes one.
 * Source: v1.35 pkg/controller/<name>/<name>_controller.go
 */
export const controllerMachine = setup({
  types: { context: {} as ControllerContext, input: {} as ControllerInput, events: {} as ControllerEvent },
  actions: {
    'put the key in the queue': ({ context, event }) => enqueue(context, event),
    'keep the key back for a while': ({ context, event }) => keepBack(context, event),
    'take note of the outcome': ({ context, event }) => finish(context, event),
    'give work to free workers': ({ context }) => startWorkers(context),
  },
}).createMachine({
  id: 'controller',
  context: ({ input }) => ({
    ...input,
    queue: new Workqueue(input.controller.firstRetry),
    failures: new Map(),
    offset: drawnOnce(input.port.draw),
    triggerTimes: new TriggerTimes(),
  }),
  initial: 'watching',
  states: {
    watching: {
      on: {
        enqueue: { actions: ['put the key in the queue', 'give work to free workers'] },
        'enqueue later': { actions: 'keep the key back for a while' },
        'worker is done': { actions: ['take note of the outcome', 'give work to free workers'] },
      },
    },
  },
});
