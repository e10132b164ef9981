import { setup } from 'xstate';
import { rfc3339Micro } from '../../kubernetes/api/times.ts';
import type { Lease } from '../../kubernetes/api/types.ts';
import type { ChartEvent, Port } from '../engine/port.ts';
import { type Identity, request } from './kube-apiserver/api-client.ts';
import type { World } from './world.ts';

interface LeaseContext {
  readonly port: Port;
  readonly world: World;
  readonly identity: Identity;
  readonly namespace: string;
  readonly name: string;
  /** Virtual ms between renewals. */
  readonly period: number;
  /** Virtual ms before the first. */
  readonly offset: number;
}

function renew({ port, world, identity, namespace, name }: LeaseContext): void {
  const lease = world.store.get('leases', namespace, name) as Lease | undefined;
  if (lease === undefined) return;
  // Nobody else writes this lease, so its last version is what the holder itself wrote.
  const body = { ...lease, spec: { ...lease.spec, renewTime: rfc3339Micro(port.now()) } };
  const path = `/apis/coordination.k8s.io/v1/namespaces/${namespace}/leases/${name}`;
  request(port, world, identity, { verb: 'update', path, body }, 'renewed');
}

/**
 * "I am alive", again and again: a node's heartbeat, a leader's hold on its post.
 * Source: v1.35 staging/src/k8s.io/component-helpers/apimachinery/lease, client-go/tools/leaderelection
 */
export const leaseMachine = setup({
  types: { context: {} as LeaseContext, input: {} as LeaseContext, events: {} as ChartEvent },
  delays: {
    'every renewal': ({ context }) => context.period,
    'first renewal': ({ context }) => context.offset,
  },
  actions: { renew: ({ context }) => renew(context) },
}).createMachine({
  id: 'lease',
  context: ({ input }) => input,
  initial: 'starting',
  states: {
    starting: { after: { 'first renewal': 'renewing' } },
    holding: { after: { 'every renewal': 'renewing' } },
    renewing: { entry: 'renew', on: { renewed: 'holding' } },
  },
});
