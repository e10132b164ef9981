import { assign, setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { ApiObject, Node, Pod } from '../../../kubernetes/api/types.ts';
import type { NodeInfo } from '../../../kubernetes/scheduling/framework.ts';
import { unmodelledWishes } from '../../../kubernetes/scheduling/not-modelled.ts';
import { requestsOf } from '../../../kubernetes/scheduling/pod-requests.ts';
import { type Queued, SchedulingQueue } from '../../../kubernetes/scheduling/queue.ts';
import {
  type Filtered,
  filterNodes,
  fitError,
  pick,
  rejectedEverywhere,
  type Scored,
  scoreNodes,
} from '../../../kubernetes/scheduling/schedule.ts';
import type { EntryId } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import { InformerCache } from '../informer-cache.ts';
import { identities, request } from '../kube-apiserver/api-client.ts';
import type { World } from '../world.ts';
import { storageHelps, storageResources } from './queueing-hints.ts';
import { Snapshot } from './snapshot.ts';
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
  readonly filtered: Filtered | undefined;
  readonly scored: readonly Scored[];
  readonly chosen: NodeInfo | undefined;
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

function sayFiltered({ port, current, filtered, snapshot }: SchedulerContext): void {
  if (current === undefined || filtered === undefined) return;
  const { pod } = current;
  const refused = Object.fromEntries(filtered.refused);
  const names = filtered.feasible.map(({ node }) => node.metadata.name);
  const says =
    names.length === 0
      ? `No node fits ${pod.metadata.name}.`
      : `${names.length} of ${snapshot.nodes.length} nodes fit ${pod.metadata.name}.`;
  const asked = requestsOf(pod);
  port.decide({
    kind: 'filter',
    about: keyOf(pod),
    says,
    refused: names.length === 0,
    data: { asked, feasible: names, refused, nodes: snapshot.nodes.length },
  });
  for (const wish of unmodelledWishes(pod)) port.notModelled({ about: keyOf(pod), ...wish });
}

function sayChosen({ port, current, scored, chosen }: SchedulerContext): void {
  if (current === undefined || chosen === undefined) return;
  const { pod } = current;
  const name = chosen.node.metadata.name;
  const totals: Record<string, number> = {};
  const scores: Record<string, Scored['scores']> = {};
  for (const row of scored) {
    totals[row.info.node.metadata.name] = row.total;
    scores[row.info.node.metadata.name] = row.scores;
  }
  const says =
    scored.length === 0
      ? `${name} is the only node that fits ${pod.metadata.name}.`
      : `kube-scheduler chose ${name} for ${pod.metadata.name}.`;
  port.decide({ kind: 'score', about: keyOf(pod), says, data: { chosen: name, totals, scores } });
}

const podPath = ({ metadata }: Pod): string => `/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`;

function startBinding({ port, world, cache, current, chosen }: SchedulerContext): void {
  if (current === undefined || chosen === undefined) return;
  const { pod } = current;
  const address = `${port.address}/binding/${pod.metadata.namespace}/${pod.metadata.name}`;
  if (port.lives(address)) return;
  const volumes = assumeVolumes(pod, chosen.node, cache);
  const input = { world, pod, node: chosen.node.metadata.name, scheduler: port.address, volumes, view: cache };
  port.spawn(address, 'binding', input);
}

/** Says in the Pod's status and in an event that no node fits, with the counts. */
function reportUnschedulable({ port, world, current, filtered, snapshot }: SchedulerContext): void {
  if (current === undefined || filtered === undefined) return;
  const { pod } = current;
  const { length } = snapshot.nodes;
  const message =
    filtered.rejected === undefined
      ? fitError(length, filtered.refused, false)
      : rejectedEverywhere(length, filtered.rejected);
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
    'no node fits': ({ context }) => context.filtered?.feasible.length === 0,
    // With one feasible node there is nothing to compare. Source: v1.35 pkg/scheduler/schedule_one.go
    'one node fits': ({ context }) => context.filtered?.feasible.length === 1,
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
      filtered: undefined,
      scored: [],
      chosen: undefined,
    })),
    'ask the filters': assign(({ context }) =>
      context.current === undefined
        ? {}
        : { filtered: filterNodes(context.current.pod, context.snapshot.nodes, context.cache) },
    ),
    'say what the filters said': ({ context }) => sayFiltered(context),
    'ask the scores': assign(({ context }) => {
      const { current, filtered, snapshot, cache } = context;
      if (current === undefined || filtered === undefined) return {};
      const scored = scoreNodes(current.pod, filtered.feasible, snapshot.nodes, cache);
      const best = pick(scored)?.info;
      return { scored, chosen: best };
    }),
    'take the only one': assign(({ context }) => ({ chosen: context.filtered?.feasible[0] })),
    'say which node it is': ({ context }) => sayChosen(context),
    'assume that it runs there': ({ context }) => {
      const { current, chosen, snapshot } = context;
      if (current === undefined || chosen === undefined) return;
      snapshot.setPod({ ...current.pod, spec: { ...current.pod.spec, nodeName: chosen.node.metadata.name } });
    },
    'bind it': ({ context }) => startBinding(context),
    'report that it is unschedulable': ({ context }) => reportUnschedulable(context),
    'let it wait for a change': ({ context }) => {
      const { current, filtered, queue, port } = context;
      if (current === undefined || filtered === undefined) return;
      queue.refused(current, [...new Set([...filtered.refused.values()].map(({ plugin }) => plugin))], port.now());
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
      filtered: undefined,
      scored: [],
      chosen: undefined,
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
          { guard: 'one node fits', actions: 'take the only one', target: 'reserving' },
          { target: 'scoring' },
        ],
      },
    },
    scoring: { entry: 'ask the scores', always: 'reserving' },
    reserving: { entry: ['say which node it is', 'assume that it runs there'], always: 'binding' },
    binding: { entry: 'bind it', after: { 0: 'looking' } },
    reporting: { entry: ['report that it is unschedulable', 'let it wait for a change'], after: { 0: 'looking' } },
  },
});
