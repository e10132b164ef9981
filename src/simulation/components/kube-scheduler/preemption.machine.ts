import { setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import type { Port } from '../../engine/port.ts';
import { type AnswerEvent, identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import { conditionPatch } from './condition-patch.ts';
import { podPath, schedulerOf } from './scheduler-context.ts';

interface PreemptionContext {
  readonly port: Port;
  readonly world: World;
  readonly victim: Pod;
  /** The Pod that needs the room. */
  readonly preemptor: Pod;
  readonly node: string;
  readonly scheduler: string;
}

function mark({ port, world, victim, preemptor }: PreemptionContext): void {
  const condition = {
    lastProbeTime: null,
    lastTransitionTime: rfc3339(port.now()),
    message: `${schedulerOf(preemptor)}: preempting to accommodate a higher priority pod`,
    observedGeneration: victim.metadata.generation ?? 1,
    reason: 'PreemptionByScheduler',
    status: 'True',
    type: 'DisruptionTarget',
  };
  const status = conditionPatch(victim.status?.conditions ?? [], condition);
  const call = {
    verb: 'patch' as const,
    path: `${podPath(victim)}/status`,
    contentType: 'application/strategic-merge-patch+json' as const,
    body: { status },
  };
  request(port, world, identities.scheduler, call, 'marked');
}

function remove({ port, world, victim }: PreemptionContext): void {
  const body = { kind: 'DeleteOptions', apiVersion: 'v1' };
  request(port, world, identities.scheduler, { verb: 'delete', path: podPath(victim), body }, 'deleted');
}

function sayPreempted({ port, victim, preemptor, node, scheduler }: PreemptionContext): void {
  const message = `Preempted by pod ${preemptor.metadata.uid} on node ${node}`;
  const event: EventCall = {
    verb: 'event',
    object: victim,
    type: 'Normal',
    reason: 'Preempted',
    message,
    related: preemptor,
    reporter: schedulerOf(preemptor),
  };
  port.tell(`${scheduler}/events`, { type: 'record', event });
}

/**
 * One Pod of lower priority makes room: it is marked, so that whoever made it knows why, and deleted with its usual
 * grace. Source: v1.35 pkg/scheduler/framework/preemption/preemption.go PreemptPod
 */
export const preemptionMachine = setup({
  types: {
    context: {} as PreemptionContext,
    input: {} as PreemptionContext,
    events: {} as AnswerEvent & { readonly type: 'marked' | 'deleted' },
  },
  guards: { 'it was done': ({ event }) => event.answer.code < 300 },
  actions: {
    'mark it as the target of a disruption': ({ context }) => mark(context),
    'delete it': ({ context }) => remove(context),
    'say who needed the room': ({ context }) => sayPreempted(context),
  },
}).createMachine({
  id: 'preemption',
  context: ({ input }) => input,
  initial: 'marking',
  states: {
    marking: {
      entry: 'mark it as the target of a disruption',
      on: { marked: [{ guard: 'it was done', target: 'deleting' }, { target: 'gone' }] },
    },
    deleting: {
      entry: 'delete it',
      on: {
        deleted: [
          { guard: 'it was done', actions: 'say who needed the room', target: 'preempted' },
          { target: 'gone' },
        ],
      },
    },
    preempted: { type: 'final' },
    // Somebody else deleted it first: that makes the same room.
    gone: { type: 'final' },
  },
});
