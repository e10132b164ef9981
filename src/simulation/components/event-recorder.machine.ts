import { setup } from 'xstate';
import type { EventCall } from '../../kubernetes/api/calls.ts';
import { EventCorrelator, type Recorded } from '../../kubernetes/api/event-correlator.ts';
import { rfc3339, rfc3339Micro } from '../../kubernetes/api/times.ts';
import type { EntryId } from '../../trace/trace.ts';
import type { ChartEvent, Port } from '../engine/port.ts';
import { type AnswerEvent, type Identity, request } from './kube-apiserver/api-client.ts';
import type { World } from './world.ts';

/** Who speaks: the source of its events. */
export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

interface RecordEvent extends ChartEvent {
  readonly type: 'record';
  readonly event: EventCall;
}

interface RecorderContext {
  readonly port: Port;
  readonly world: World;
  readonly identity: Identity;
  readonly source: EventSource;
  readonly correlator: EventCorrelator;
  readonly waiting: { event: EventCall; cause: EntryId; at: number }[];
}

function sendNext({ port, world, identity, source, correlator, waiting }: RecorderContext): void {
  const next = waiting[0];
  if (next === undefined) return;
  const recorded = correlator.record(next.event, next.at, source);
  if (recorded === undefined) {
    waiting.shift();
    port.tell(port.address, { type: 'dropped' });
    return;
  }
  request(port, world, identity, callFor(recorded, source, next.at), 'answered', recorded, next.cause);
}

function callFor(recorded: Recorded, source: EventSource, at: number): Parameters<typeof request>[3] {
  const namespace = recorded.event.object.metadata.namespace ?? 'default';
  const base = `/api/v1/namespaces/${namespace}/events`;
  if (recorded.count > 1 && source.component === 'default-scheduler') {
    return {
      verb: 'patch',
      path: `/apis/events.k8s.io/v1/namespaces/${namespace}/events/${recorded.name}`,
      contentType: 'application/strategic-merge-patch+json',
      body: { series: { count: recorded.count, lastObservedTime: rfc3339Micro(at) } },
    };
  }
  if (recorded.count > 1) {
    return {
      verb: 'patch',
      path: `${base}/${recorded.name}`,
      contentType: 'application/strategic-merge-patch+json',
      body: { count: recorded.count, lastTimestamp: rfc3339(at), message: recorded.message },
    };
  }
  if (source.component === 'default-scheduler') return schedulerEvent(recorded, namespace, at);
  return { verb: 'create', path: base, body: coreEvent(recorded, source, namespace, at) };
}

function coreEvent({ event, name, message }: Recorded, source: EventSource, namespace: string, at: number): unknown {
  return {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: { name, namespace },
    involvedObject: involved(event),
    reason: event.reason,
    message,
    source: { component: source.component, ...(source.host === undefined ? {} : { host: source.host }) },
    firstTimestamp: rfc3339(at),
    lastTimestamp: rfc3339(at),
    count: 1,
    type: event.type,
    eventTime: null,
    reportingComponent: source.component,
    reportingInstance: source.host ?? '',
  };
}

function involved({ object, fieldPath }: Pick<EventCall, 'object' | 'fieldPath'>): unknown {
  const { name, namespace, uid, resourceVersion } = object.metadata;
  return {
    kind: object.kind,
    ...(namespace === undefined ? {} : { namespace }),
    name,
    ...(uid === undefined ? {} : { uid }),
    apiVersion: object.apiVersion,
    ...(resourceVersion === undefined ? {} : { resourceVersion }),
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
}

/** The scheduler alone writes events.k8s.io/v1. Source: v1.35 pkg/scheduler/profile */
function schedulerEvent(
  { event, name, message }: Recorded,
  namespace: string,
  at: number,
): Parameters<typeof request>[3] {
  const actions: Readonly<Record<string, string>> = {
    Scheduled: 'Binding',
    FailedScheduling: 'Scheduling',
    Preempted: 'Preempting',
  };
  const { reporter = 'default-scheduler' } = event;
  return {
    verb: 'create',
    path: `/apis/events.k8s.io/v1/namespaces/${namespace}/events`,
    body: {
      kind: 'Event',
      apiVersion: 'events.k8s.io/v1',
      metadata: { name, namespace },
      eventTime: rfc3339Micro(at),
      reportingController: reporter,
      reportingInstance: `${reporter}-control-plane`,
      action: actions[event.reason] ?? event.reason,
      reason: event.reason,
      regarding: involved(event),
      ...(event.related === undefined ? {} : { related: involved({ object: event.related }) }),
      note: message,
      type: event.type,
    },
  };
}

/**
 * Sends events to the API server, one after the other and in nobody's way: a component says what happened and goes on.
 * Source: v1.35 staging/src/k8s.io/client-go/tools/record/event.go
 */
export const eventRecorderMachine = setup({
  types: {
    context: {} as RecorderContext,
    input: {} as { port: Port; world: World; identity: Identity; source: EventSource },
    events: {} as RecordEvent | (AnswerEvent & { readonly type: 'answered' }) | { readonly type: 'dropped' },
  },
  delays: { 'event is sent': ({ context }) => context.port.takes('event is sent') },
  guards: { 'more are waiting': ({ context }) => context.waiting.length > 0 },
  actions: {
    'put it in the queue': ({ context, event }) => {
      if (event.type !== 'record') return;
      context.waiting.push({ event: event.event, cause: context.port.cause(), at: context.port.now() });
    },
    'send the next': ({ context }) => sendNext(context),
    'take it off the queue': ({ context, event }) => {
      if (event.type !== 'answered') return;
      context.waiting.shift();
      // The first of its kind may have expired or been deleted: then it is made anew.
      const recorded = event.tag as Recorded;
      if (event.answer.code === 404) context.correlator.forget(recorded);
    },
  },
}).createMachine({
  id: 'event-recorder',
  context: ({ input }) => ({ ...input, correlator: new EventCorrelator(), waiting: [] }),
  initial: 'waiting',
  on: { record: { actions: 'put it in the queue' } },
  states: {
    waiting: { on: { record: { actions: 'put it in the queue', target: 'gathering' } } },
    gathering: { after: { 'event is sent': 'sending' } },
    sending: {
      entry: 'send the next',
      on: {
        dropped: { target: 'checking the queue' },
        answered: { actions: 'take it off the queue', target: 'checking the queue' },
      },
    },
    // The queue is looked at after the sent event has been taken off it.
    'checking the queue': { after: { 0: [{ guard: 'more are waiting', target: 'sending' }, { target: 'waiting' }] } },
  },
});
