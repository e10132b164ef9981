import { setup } from 'xstate';
import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { Address, Write } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { World } from '../world.ts';

export interface TxnEvent extends ChartEvent {
  readonly type: 'txn';
  readonly resource: string;
  readonly key: string;
  readonly operation: 'put' | 'delete';
  readonly expected: number;
  readonly object: ApiObject;
  /** Nobody, where the writer does not wait. */
  readonly replyTo?: Address;
  /** A deletion in two steps: this version is written first. */
  readonly shownFirst?: ApiObject;
}

export interface TxnAnswered extends ChartEvent {
  readonly type: 'etcd answered';
  readonly write: Write | undefined;
}

interface EtcdContext {
  readonly port: Port;
  readonly world: World;
}

function commit({ port, world }: EtcdContext, given: TxnEvent): void {
  let txn = given;
  if (given.shownFirst !== undefined) {
    const first = world.store.commit(
      { ...given, operation: 'put', object: given.shownFirst },
      port.now(),
      port.cause(),
    );
    if (first.succeeded) {
      notify(port, first.write);
      txn = { ...given, expected: first.write.revision };
    }
  }
  const outcome = world.store.commit(txn, port.now(), port.cause());
  const revision = world.store.revision;
  const write = outcome.succeeded ? outcome.write : undefined;
  if (txn.replyTo !== undefined) answer(port, txn, txn.replyTo, write, revision);
  if (write !== undefined) notify(port, write);
}

function answer(port: Port, txn: TxnEvent, to: Address, write: Write | undefined, revision: number): void {
  port.send({
    to,
    protocol: 'etcd',
    role: 'answer',
    ...(txn.message === undefined ? {} : { answers: txn.message }),
    body: { type: 'etcd-answer', succeeded: write !== undefined, revision },
    event: { type: 'etcd answered', write } satisfies TxnAnswered,
    takes: 'over the network',
  });
}

function notify(port: Port, write: Write): void {
  port.send({
    to: 'kube-apiserver/watch-cache',
    protocol: 'etcd',
    role: 'event',
    body: { type: 'etcd-event', key: write.key, revision: write.revision },
    event: { type: 'revision', write },
    takes: 'etcd notifies',
    inOrder: true,
  });
}

/**
 * One member, so that its own log is the quorum: a transaction is durable when its write-ahead log is synced.
 * That time is the travel time of the transaction; what arrives here is applied at once, in order.
 */
export const etcdMachine = setup({
  types: {
    context: {} as EtcdContext,
    input: {} as EtcdContext,
    events: {} as TxnEvent,
  },
  actions: {
    'apply the transaction and tell the watchers': ({ context, event }) => commit(context, event),
  },
}).createMachine({
  id: 'etcd',
  context: ({ input }) => ({ port: input.port, world: input.world }),
  initial: 'serving',
  states: {
    serving: { on: { txn: { actions: 'apply the transaction and tell the watchers' } } },
  },
});
