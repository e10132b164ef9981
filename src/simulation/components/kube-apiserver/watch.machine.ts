import { setup } from 'xstate';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Port } from '../../engine/port.ts';
import type { World } from '../world.ts';
import { sendWatchEvent } from './watch-cache.machine.ts';
import { shows, type Watch } from './watch-table.ts';

interface WatchContext {
  readonly port: Port;
  readonly world: World;
  readonly watch: Watch;
  /** With `sendInitialEvents`: what exists comes first, then a bookmark that says so. */
  readonly initialEvents: boolean;
  /** Virtual ms after which the server ends the connection. */
  readonly timeout: number | undefined;
}

function open({ port, world, watch, initialEvents }: WatchContext): void {
  if (initialEvents) {
    const found = world.store.list(watch.resource, watch.namespace).filter((object) => shows(watch, object));
    for (const object of found) sendWatchEvent(port, watch, 'ADDED', object);
    const bookmark = {
      apiVersion: 'v1',
      kind: 'Bookmark',
      metadata: {
        name: '',
        uid: '',
        creationTimestamp: rfc3339(port.now()),
        resourceVersion: String(world.store.revision),
        annotations: { 'k8s.io/initial-events-end': 'true' },
      },
    };
    sendWatchEvent(port, watch, 'BOOKMARK', bookmark);
  }
  world.watches.open(watch);
}

/**
 * One watch connection: it stays open and carries events until somebody ends it.
 * Source: v1.35 staging/src/k8s.io/apiserver/pkg/endpoints/handlers/watch.go
 */
export const watchMachine = setup({
  types: {
    context: {} as WatchContext,
    input: {} as WatchContext,
    events: {} as { type: 'closed by the client' },
  },
  delays: { 'timeout of the watch': ({ context }) => context.timeout ?? 0 },
  guards: { 'a timeout was given': ({ context }) => context.timeout !== undefined },
  actions: {
    'send what exists, then follow': ({ context }) => open(context),
    'forget the watcher': ({ context }) => context.world.watches.close(context.watch.address),
  },
}).createMachine({
  id: 'kube-apiserver-watch',
  context: ({ input }) => input,
  initial: 'streaming',
  states: {
    streaming: {
      entry: 'send what exists, then follow',
      after: { 'timeout of the watch': { guard: 'a timeout was given', target: 'closed' } },
      on: { 'closed by the client': 'closed' },
    },
    closed: { type: 'final', entry: 'forget the watcher' },
  },
});
