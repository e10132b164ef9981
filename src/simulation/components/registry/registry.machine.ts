import { setup } from 'xstate';
import { normalizedImage } from '../../../kubernetes/node/programs/images.ts';
import { pullBytesPerMs } from '../../engine/latency.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { CriEvent } from '../container-runtime/cri-client.ts';

interface RegistryContext {
  readonly port: Port;
}

interface PullEvent extends ChartEvent {
  readonly type: 'pull';
  readonly image: string;
  readonly bytes: number;
  readonly error?: string;
  readonly request: CriEvent;
  readonly replyTo: string;
}

function serve({ port }: RegistryContext, { image, bytes, error, request, replyTo, message }: PullEvent): void {
  const failed = error === undefined ? {} : { error };
  const sent = error === undefined ? bytes : 0;
  port.send({
    to: replyTo,
    protocol: 'http',
    role: 'answer',
    ...(message === undefined ? {} : { answers: message }),
    body: { type: 'registry-answer', image: normalizedImage(image), bytes: sent, ...failed },
    event: { type: 'image arrived', request, ...failed },
    takes: port.takes('registry answers') + sent / pullBytesPerMs,
  });
}

/** Where images come from; the time is that of the bytes. */
export const registryMachine = setup({
  types: { context: {} as RegistryContext, input: {} as RegistryContext, events: {} as PullEvent },
  actions: { 'send the layers': ({ context, event }) => serve(context, event) },
}).createMachine({
  id: 'registry',
  context: ({ input }) => input,
  initial: 'serving',
  states: { serving: { on: { pull: { actions: 'send the layers' } } } },
});
