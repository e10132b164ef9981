import { setup } from 'xstate';
import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { Write } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { World } from '../world.ts';
import { eventFor, type Watch } from './watch-table.ts';

interface WatchCacheContext {
  readonly port: Port;
  readonly world: World;
  /** Last object seen per key: what a watcher is told depends on what it could see before. */
  readonly seen: Map<string, ApiObject>;
}

interface RevisionEvent extends ChartEvent {
  readonly type: 'revision';
  readonly write: Write;
}

/** Sends one watch event down one connection. */
export function sendWatchEvent(
  port: Port,
  watch: Watch,
  event: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK',
  object: ApiObject,
): void {
  port.send({
    from: watch.address,
    to: watch.client,
    protocol: 'watch',
    role: 'event',
    body: { type: 'watch-event', event, resource: watch.resource, object },
    event: { type: 'watch event', event, resource: watch.resource, object, watch: watch.address },
    takes: 'watch event',
    inOrder: true,
  });
}

function fanOut({ port, world, seen }: WatchCacheContext, { write }: RevisionEvent): void {
  world.still?.notice(write);
  const before = seen.get(write.key);
  const gone = write.operation === 'delete';
  if (gone) seen.delete(write.key);
  else seen.set(write.key, write.object);
  for (const watch of world.watches.of(write.resource)) {
    const event = eventFor(watch, before, gone ? undefined : write.object);
    if (event !== undefined) sendWatchEvent(port, watch, event, write.object);
  }
}

/** The API server's own watch of etcd, from which it serves all watchers. */
export const watchCacheMachine = setup({
  types: {
    context: {} as WatchCacheContext,
    input: {} as { port: Port; world: World; objects: readonly (readonly [string, ApiObject])[] },
    events: {} as RevisionEvent,
  },
  actions: {
    'tell the watchers': ({ context, event }) => fanOut(context, event),
  },
}).createMachine({
  id: 'kube-apiserver-watch-cache',
  context: ({ input }) => ({ port: input.port, world: input.world, seen: new Map(input.objects) }),
  initial: 'watching etcd',
  states: {
    'watching etcd': { on: { revision: { actions: 'tell the watchers' } } },
  },
});
