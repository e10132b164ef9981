import { assign, setup } from 'xstate';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { withTag } from '../../../kubernetes/node/programs/images.ts';
import type { Millis } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { callRuntime } from '../container-runtime/cri-client.ts';

interface Pull extends ChartEvent {
  readonly type: 'pull';
  readonly pod: Pod;
  readonly container: string;
  readonly image: string;
  readonly replyTo: string;
}

interface ImageContext {
  readonly port: Port;
  readonly node: string;
  readonly queue: readonly (Pull & { readonly askedAt: Millis })[];
  readonly begunAt: Millis;
}

type ImageEvent = Pull | (ChartEvent & { readonly type: 'cri answered'; readonly error?: string });

function start({ port, node, queue }: ImageContext): void {
  const [next] = queue;
  if (next === undefined) return;
  callRuntime(port, node, 'PullImage', next.pod, { container: next.container, detail: { image: withTag(next.image) } });
}

function report({ port, queue, begunAt }: ImageContext, event: ImageEvent): void {
  const [done] = queue;
  if (done === undefined || event.type !== 'cri answered') return;
  const took = port.now() - begunAt;
  const waited = port.now() - done.askedAt;
  port.tell(done.replyTo, {
    type: 'image pulled',
    took,
    waited,
    ...(event.error === undefined ? {} : { error: event.error as string }),
  });
}

/**
 * One pull at a time on a node, in the order in which they were asked for.
 * Source: v1.35 pkg/kubelet/images/puller.go serialImagePuller (serializeImagePulls is true by default)
 */
export const imageManagerMachine = setup({
  types: { context: {} as ImageContext, input: {} as { port: Port; node: string }, events: {} as ImageEvent },
  guards: { 'another waits': ({ context }) => context.queue.length > 0 },
  actions: {
    queue: assign(({ context, event }) =>
      event.type === 'pull' ? { queue: [...context.queue, { ...event, askedAt: context.port.now() }] } : {},
    ),
    'note the time': assign(({ context }) => ({ begunAt: context.port.now() })),
    'ask the runtime': ({ context }) => start(context),
    report: ({ context, event }) => report(context, event),
    'take it off the queue': assign(({ context }) => ({ queue: context.queue.slice(1) })),
  },
}).createMachine({
  id: 'kubelet-image-manager',
  context: ({ input }) => ({ ...input, queue: [], begunAt: 0 }),
  initial: 'idle',
  states: {
    idle: { on: { pull: { actions: 'queue', target: 'pulling' } } },
    pulling: {
      entry: ['note the time', 'ask the runtime'],
      on: {
        pull: { actions: 'queue' },
        'cri answered': { actions: ['report', 'take it off the queue'], target: 'choosing' },
      },
    },
    choosing: { always: [{ guard: 'another waits', target: 'pulling' }, { target: 'idle' }] },
  },
});
