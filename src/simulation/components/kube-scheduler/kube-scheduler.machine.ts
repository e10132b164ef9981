import { assign, setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { ApiObject, Node, Pod } from '../../../kubernetes/api/types.ts';
import type { Decision } from '../../../kubernetes/scheduling/decision.ts';
import { filterRecord, scoreRecord } from '../../../kubernetes/scheduling/decision-record.ts';
import { unmodelledWishes } from '../../../kubernetes/scheduling/not-modelled.ts';
import { fullProfile } from '../../../kubernetes/scheduling/plugins/index.ts';
import { type Queued, SchedulingQueue } from '../../../kubernetes/scheduling/queue.ts';
import { schedulePod } from '../../../kubernetes/scheduling/schedule.ts';
import { Snapshot } from '../../../kubernetes/scheduling/snapshot.ts';
import type { EntryId } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { InformerCache } from '../informer-cache.ts';
import { identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import { storageHelps, storageResources } from './queueing-hints.ts';
import { assumeVolumes } from './volumes-to-bind.ts';

/** Resources whose changes can matter to a decision. */
export const schedulerWatches = ['pods', 'nodes', 'services', 'replicasets', ...storageResources] as const;

interface SchedulerInput {
  readonly port: Port;
  readonly world: World;
}

interface SchedulerContext extends SchedulerInput {
  readonly cache: InformerCache;
  readonly snapshot: Snapshot;
  readonly queue: SchedulingQueue;
  readonly causes: Map<string, EntryId>;
  readonly current: Queued | undefined;
  readonly decision: Decision | undefined;
}

type SchedulerEvent =
  | (ChartEvent & {
      readonly type: 'watch event';
      readonly event: string;
      readonly resource: string;
      readonly object: ApiObject;
    })
  | (ChartEvent & { readonly type: 'binding refused'; readonly pod: Pod })
  | (ChartEvent & { readonly type: 'reported' });

const keyOf = (pod: Pod): string => `pods/${pod.metadata.namespace}/${pod.metadata.name}`;
const isMine = (pod: Pod): boolean => (pod.spec.schedulerName ?? 'default-scheduler') === 'default-scheduler';
const ended = (pod: Pod): boolean => pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';

/** Takes in one change: the cache, the snapshot of the nodes, and the queue. */
function takeIn(context: SchedulerContext, event: SchedulerEvent): void {
  if (event.type !== 'watch event') return;
  const { cache, snapshot, queue, causes, port } = context;
  const before = cache.apply(event.resource, event.event, event.object);
  if (event.resource === 'nodes') {
    if (event.event === 'DELETED') snapshot.removeNode(event.object.metadata.name);
    else snapshot.setNode(event.object as Node);
    if (event.event !== 'MODIFIED' || nodeImproved(before as Node | undefined, event.object as Node))
      queue.wake(() => true, port.now());
  }
  if ((storageResources as readonly string[]).includes(event.resource))
    queue.wake(storageHelps(event.resource, event.event, event.object), port.now());
  if (event.resource !== 'pods') return;
  const pod = event.object as Pod;
  const gone = event.event === 'DELETED' || ended(pod);
  if (gone) queue.remove(pod.metadata.uid);
  if (pod.spec.nodeName !== undefined) {
    if (gone) snapshot.removePod(pod);
    else snapshot.setPod(pod);
    queue.remove(pod.metadata.uid);
    if (gone && before !== undefined && !ended(before as Pod)) roomWasMade(context, pod);
    return;
  }
  if (gone || !isMine(pod) || pod.metadata.deletionTimestamp !== undefined) return;
  if (event.event === 'ADDED') {
    causes.set(pod.metadata.uid, port.cause());
    if ((pod.spec.schedulingGates ?? []).length > 0) {
      port.decide({
        kind: 'gated',
        about: keyOf(pod),
        says: `${pod.metadata.name} waits for its scheduling gates.`,
        refused: true,
      });
      return;
    }
    queue.add(pod, port.now());
  } else if (
    (before as Pod | undefined)?.spec.schedulingGates?.length !== undefined &&
    (pod.spec.schedulingGates ?? []).length === 0
  ) {
    queue.add(pod, port.now());
  } else queue.update(pod);
}

function nodeImproved(before: Node | undefined, after: Node): boolean {
  const key = (node: Node | undefined): string =>
    JSON.stringify([node?.spec?.unschedulable, node?.spec?.taints, node?.metadata.labels, node?.status?.allocatable]);
  return key(before) !== key(after);
}

/** A Pod on a node is gone: those that lacked resources or ports there may fit now. Source: queueing hints, NodeResourcesFit, NodePorts */
function roomWasMade({ queue, port, causes }: SchedulerContext, gone: Pod): void {
  const helped = new Set(['NodeResourcesFit', 'NodePorts']);
  const woken = queue.wake((queued) => {
    const helps = queued.rejectedBy.some((plugin) => helped.has(plugin));
    if (helps) causes.set(queued.pod.metadata.uid, port.cause());
    return helps;
  }, port.now());
  if (woken === 0) return;
  const left = /Succeeded|Failed/.test(gone.status?.phase ?? '') ? 'has ended on' : 'has left';
  const says = `${gone.metadata.name} ${left} ${gone.spec.nodeName}: kube-scheduler tries ${woken === 1 ? 'a waiting Pod' : `${woken} waiting Pods`} again.`;
  port.decide({ kind: 'queue', about: keyOf(gone), says, data: { woken } });
}

function sayFiltered({ port, decision, snapshot }: SchedulerContext): void {
  if (decision === undefined) return;
  const { pod, filtered } = decision;
  const fit = filtered.feasible.length;
  const says =
    fit === 0
      ? `No node fits ${pod.metadata.name}.`
      : `${fit} of ${filtered.order.length} nodes fit ${pod.metadata.name}.`;
  const data = { ...filterRecord(decision, snapshot) };
  port.decide({ kind: 'filter', about: keyOf(pod), says, refused: fit === 0, data });
  for (const wish of unmodelledWishes(pod)) port.notModelled({ about: keyOf(pod), ...wish });
}

function sayChosen({ port, decision }: SchedulerContext): void {
  const data = decision && scoreRecord(decision);
  if (decision === undefined || data === undefined) return;
  const { pod, scored } = decision;
  const says =
    scored === undefined
      ? `${data.chosen} is the only node that fits ${pod.metadata.name}.`
      : `kube-scheduler chose ${data.chosen} for ${pod.metadata.name}.`;
  port.decide({ kind: 'score', about: keyOf(pod), says, data: { ...data } });
}

const podPath = ({ metadata }: Pod): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;

function startBinding({ port, world, cache, decision }: SchedulerContext): void {
  const { pod, chosen } = decision ?? {};
  if (pod === undefined || chosen === undefined) return;
  const address = `${port.address}/binding/${pod.metadata.namespace}/${pod.metadata.name}`;
  if (port.lives(address)) return;
  const volumes = assumeVolumes(pod, chosen.node, cache);
  const input = { world, pod, node: chosen.node.metadata.name, scheduler: port.address, volumes, view: cache };
  port.spawn(address, 'binding', input);
}

/** Says in the Pod's status and in an event that no node fits, with the counts. */
function reportUnschedulable({ port, world, decision }: SchedulerContext): void {
  const { pod, message } = decision ?? {};
  if (pod === undefined || message === undefined) return;
  const event: EventCall = { verb: 'event', object: pod, type: 'Warning', reason: 'FailedScheduling', message };
  port.tell(`${port.address}/events`, { type: 'record', event });
  const before = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  if (before?.message === message && before.status === 'False') return;
  const condition = {
    lastProbeTime: null,
    lastTransitionTime: before?.status === 'False' ? before.lastTransitionTime : rfc3339(port.now()),
    message,
    observedGeneration: pod.metadata.generation ?? 1,
    reason: 'Unschedulable',
    status: 'False',
    type: 'PodScheduled',
  };
  const body = { status: { $setElementOrder: undefined, conditions: [condition] } };
  const call = {
    verb: 'patch' as const,
    path: `${podPath(pod)}/status`,
    contentType: 'application/strategic-merge-patch+json' as const,
    body: { status: { '$setElementOrder/conditions': [{ type: 'PodScheduled' }], conditions: body.status.conditions } },
  };
  request(port, world, identities.scheduler, call, 'reported');
}

/**
 * One Pod after the other is given a node; the binding itself goes on beside the next decision.
 * Source: v1.35 pkg/scheduler/schedule_one.go
 */
export const kubeSchedulerMachine = setup({
  types: { context: {} as SchedulerContext, input: {} as SchedulerInput, events: {} as SchedulerEvent },
  delays: {
    'scheduling cycle': ({ context }) => context.port.takes('scheduling cycle'),
    'every 30 s, for Pods that wait too long': 30_000,
  },
  guards: {
    'a Pod waits': ({ context }) => !context.queue.empty,
    'no node fits': ({ context }) => context.decision?.chosen === undefined,
    // With one feasible node there is nothing to compare. Source: v1.35 pkg/scheduler/schedule_one.go
    'one node fits': ({ context }) => context.decision?.scored === undefined,
  },
  actions: {
    'start the event recorder': ({ context }) =>
      context.port.spawn(`${context.port.address}/events`, 'event-recorder', {
        world: context.world,
        identity: identities.scheduler,
        source: { component: 'default-scheduler' },
      }),
    'take in the change': ({ context, event }) => takeIn(context, event),
    'put it back into the queue': ({ context, event }) => {
      if (event.type !== 'binding refused') return;
      context.snapshot.removePod(event.pod);
      if (context.cache.get('pods', event.pod.metadata.namespace ?? '', event.pod.metadata.name) !== undefined)
        context.queue.add(event.pod, context.port.now());
    },
    'look for Pods that wait too long': ({ context }) => context.queue.flush(context.port.now()),
    'take a Pod from the queue': assign(({ context }) => ({
      current: context.queue.pop(),
      decision: undefined,
    })),
    'ask the filters': assign(({ context: { current, snapshot, cache } }) =>
      current === undefined ? {} : { decision: schedulePod({ pod: current.pod, snapshot, view: cache }, fullProfile) },
    ),
    'say what the filters said': ({ context }) => sayFiltered(context),
    'say which node it is': ({ context }) => sayChosen(context),
    'assume that it runs there': ({ context: { decision, snapshot } }) => {
      const { pod, chosen } = decision ?? {};
      if (pod === undefined || chosen === undefined) return;
      snapshot.setPod({ ...pod, spec: { ...pod.spec, nodeName: chosen.node.metadata.name } });
    },
    'bind it': ({ context }) => startBinding(context),
    'report that it is unschedulable': ({ context }) => reportUnschedulable(context),
    'let it wait for a change': ({ context: { current, decision, queue, port } }) => {
      if (current === undefined || decision === undefined) return;
      queue.refused(current, decision.filtered.rejectedBy, port.now());
    },
  },
}).createMachine({
  id: 'kube-scheduler',
  context: ({ input }) => {
    const cache = new InformerCache();
    for (const resource of schedulerWatches) cache.fill(resource, input.world.store.list(resource));
    const snapshot = new Snapshot();
    for (const node of cache.list('nodes')) snapshot.setNode(node as Node);
    const queue = new SchedulingQueue();
    for (const pod of cache.list('pods') as readonly Pod[]) {
      if (pod.spec.nodeName !== undefined && !ended(pod)) snapshot.setPod(pod);
      else if (!ended(pod) && isMine(pod)) queue.add(pod, 0);
    }
    return {
      ...input,
      cache,
      snapshot,
      queue,
      causes: new Map(),
      current: undefined,
      decision: undefined,
    };
  },
  initial: 'waiting',
  entry: 'start the event recorder',
  on: {
    'watch event': { actions: 'take in the change' },
    'binding refused': { actions: 'put it back into the queue' },
  },
  states: {
    waiting: {
      always: { guard: 'a Pod waits', target: 'popping' },
      after: {
        'every 30 s, for Pods that wait too long': { actions: 'look for Pods that wait too long', target: 'looking' },
      },
      on: {
        'watch event': { actions: 'take in the change', target: 'looking' },
        'binding refused': { actions: 'put it back into the queue', target: 'looking' },
      },
    },
    // The queue is looked at after the change has been carried into it.
    looking: { after: { 0: [{ guard: 'a Pod waits', target: 'popping' }, { target: 'waiting' }] } },
    popping: { entry: 'take a Pod from the queue', always: 'filtering' },
    filtering: {
      entry: ['ask the filters', 'say what the filters said'],
      after: {
        'scheduling cycle': [
          { guard: 'no node fits', target: 'reporting' },
          { guard: 'one node fits', target: 'reserving' },
          { target: 'scoring' },
        ],
      },
    },
    scoring: { always: 'reserving' },
    reserving: { entry: ['say which node it is', 'assume that it runs there'], always: 'binding' },
    binding: { entry: 'bind it', after: { 0: 'looking' } },
    reporting: { entry: ['report that it is unschedulable', 'let it wait for a change'], after: { 0: 'looking' } },
  },
});
