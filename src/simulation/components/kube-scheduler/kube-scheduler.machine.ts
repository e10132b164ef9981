import { assign, setup } from 'xstate';
import type { EventCall } from '../../../kubernetes/api/calls.ts';
import { isTerminal } from '../../../kubernetes/api/is-terminal.ts';
import type { Node, Pod } from '../../../kubernetes/api/types.ts';
import { clusterEvent } from '../../../kubernetes/scheduling/cluster-events.ts';
import { filterRecord, scoreRecord } from '../../../kubernetes/scheduling/decision-record.ts';
import { unmodelledWishes } from '../../../kubernetes/scheduling/not-modelled.ts';
import { promisesBefore } from '../../../kubernetes/scheduling/promised.ts';
import { SchedulingQueue } from '../../../kubernetes/scheduling/queue.ts';
import { Hints } from '../../../kubernetes/scheduling/queueing-hints.ts';
import { nextStart, schedulePod } from '../../../kubernetes/scheduling/schedule.ts';
import { Snapshot } from '../../../kubernetes/scheduling/snapshot.ts';
import { InformerCache } from '../informer-cache.ts';
import { identities } from '../kube-apiserver/api-client.ts';
import {
  keyOf,
  type SchedulerContext,
  type SchedulerEvent,
  type SchedulerInput,
  schedulerOf,
  schedulerWatches,
} from './scheduler-context.ts';
import { announce, takeIn } from './take-in.ts';
import { reportUnschedulable } from './unschedulable-report.ts';

/** How often it is looked for Pods that wait too long, virtual ms. */
const looks = 30_000;

/** Decides for the Pod at hand. */
function decide({ current, snapshot, cache, profiles, world, nominated, from }: SchedulerContext) {
  const profile = current && profiles.get(schedulerOf(current.pod));
  if (current === undefined || profile === undefined) return {};
  const { pod } = current;
  const promised = promisesBefore(pod, nominated.values());
  const decision = schedulePod({ pod, snapshot, view: cache }, profile, {
    from,
    preempt: world.rules.scheduler.preempt,
    nominated: (name) => promised.filter(({ node }) => node === name).map((other) => other.pod),
  });
  return { decision, from: nextStart(from, decision.filtered) };
}

function sayFiltered({ port, current, decision, snapshot }: SchedulerContext): void {
  if (decision === undefined) return;
  const { pod, filtered } = decision;
  const fit = filtered.feasible.length;
  const says =
    fit === 0
      ? `No node fits ${pod.metadata.name}.`
      : `${fit} of ${filtered.order.length} nodes fit ${pod.metadata.name}.`;
  const data = { attempt: current?.attempts, ...filterRecord(decision, snapshot) };
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

function startBinding({ port, world, cache, decision }: SchedulerContext): void {
  const { pod, chosen } = decision ?? {};
  if (pod === undefined || chosen === undefined) return;
  const address = `${port.address}/binding/${pod.metadata.namespace}/${pod.metadata.name}`;
  if (port.lives(address)) return;
  const volumes = world.rules.scheduler.volumes.assume(pod, chosen.node, cache);
  const input = { world, pod, node: chosen.node.metadata.name, scheduler: port.address, volumes, view: cache };
  port.spawn(address, 'binding', input);
}

/** Whoever makes room is told so, each on its own; the Pod is promised the node. */
function startPreemption({ port, world, decision, nominated }: SchedulerContext): void {
  const { pod, preemption } = decision ?? {};
  if (pod === undefined || preemption?.selected === undefined) return;
  const { node, pods, violations } = preemption.selected;
  nominated.set(pod.metadata.uid, { pod, node });
  port.decide({
    kind: 'preemption',
    about: keyOf(pod),
    says: `${pods.map(({ metadata }) => metadata.name).join(', ')} on ${node} ${pods.length === 1 ? 'makes' : 'make'} room for ${pod.metadata.name}.`,
    data: {
      node,
      victims: pods.map(keyOf),
      violations,
      candidates: preemption.candidates.map((each) => ({ ...each, pods: each.pods.map(keyOf) })),
    },
  });
  for (const victim of pods) {
    const address = `${port.address}/preemption/${victim.metadata.namespace}/${victim.metadata.name}`;
    if (victim.metadata.deletionTimestamp !== undefined || port.lives(address)) continue;
    port.spawn(address, 'preemption', { world, victim, preemptor: pod, node, scheduler: port.address });
  }
}

/**
 * What was assumed is not so: there is room again for others, and the Pod waits, as it is by now.
 * Source: v1.35 pkg/scheduler/schedule_one.go handleBindingCycleError
 */
function putBack(context: SchedulerContext, assumed: Pod, nodeName: string): void {
  const { snapshot, cache, queue, port } = context;
  const { uid, namespace = '', name } = assumed.metadata;
  const pod = cache.get('pods', namespace, name) as Pod | undefined;
  if (pod?.metadata.uid === uid && pod.spec.nodeName !== undefined) return;
  snapshot.removePod(assumed);
  const left: Pod = { ...assumed, spec: { ...assumed.spec, nodeName } };
  announce(context, clusterEvent('pods', left, undefined), left);
  if (pod?.metadata.uid === uid) queue.failed(pod, port.now());
}

/** Source: v1.35 pkg/scheduler/schedule_one.go skipPodSchedule */
function saySkipped({ port, current, queue }: SchedulerContext): void {
  if (current === undefined) return;
  const { pod } = current;
  queue.forget(pod.metadata.uid);
  const event: EventCall = {
    verb: 'event',
    object: pod,
    type: 'Warning',
    reason: 'FailedScheduling',
    message: `skip schedule deleting pod: ${pod.metadata.namespace}/${pod.metadata.name}`,
    reporter: schedulerOf(pod),
  };
  port.tell(`${port.address}/events`, { type: 'record', event });
}

function starting(input: SchedulerInput): SchedulerContext {
  const { rules, scenario, store } = input.world;
  const configuration = scenario.cluster.objects.find(({ kind }) => kind === 'KubeSchedulerConfiguration');
  const profiles = rules.scheduler.profiles(configuration);
  const cache = new InformerCache();
  for (const resource of schedulerWatches) cache.fill(resource, store.list(resource));
  const snapshot = new Snapshot();
  for (const node of cache.list('nodes')) snapshot.setNode(node as Node);
  const context: SchedulerContext = {
    ...input,
    profiles: new Map(profiles.map((profile) => [profile.schedulerName, profile])),
    cache,
    snapshot,
    queue: new SchedulingQueue(new Hints(profiles)),
    nominated: new Map(),
    current: undefined,
    decision: undefined,
    from: 0,
  };
  for (const pod of cache.list('pods') as readonly Pod[]) {
    if (isTerminal(pod)) continue;
    if (pod.spec.nodeName !== undefined) snapshot.setPod(pod);
    else if (context.profiles.has(schedulerOf(pod)) && !input.world.still?.holds(pod)) context.queue.add(pod, 0);
  }
  return context;
}

/**
 * One Pod after the other is given a node; the binding itself goes on beside the next decision.
 * Source: v1.35 pkg/scheduler/schedule_one.go
 */
export const kubeSchedulerMachine = setup({
  types: { context: {} as SchedulerContext, input: {} as SchedulerInput, events: {} as SchedulerEvent },
  delays: {
    'scheduling cycle': ({ context }) => context.port.takes('scheduling cycle'),
    'every 30 s, or when a back-off ends': ({ context: { queue, port } }) =>
      Math.min(looks, Math.max(0, (queue.errorBackOffEnds ?? Number.POSITIVE_INFINITY) - port.now())),
  },
  guards: {
    'a Pod waits': ({ context }) => !context.queue.empty,
    'it is being deleted': ({ context }) => context.current?.pod.metadata.deletionTimestamp !== undefined,
    'no node fits': ({ context }) => context.decision?.chosen === undefined,
    // With one feasible node there is nothing to compare. Source: v1.35 pkg/scheduler/schedule_one.go
    'one node fits': ({ context }) => context.decision?.scored === undefined,
    'others can make room': ({ context }) => context.decision?.preemption?.selected !== undefined,
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
      putBack(context, event.pod, event.node);
    },
    'look for Pods that wait too long': ({ context: { queue, port } }) => {
      queue.flushErrors(port.now());
      queue.flush(port.now());
    },
    'take a Pod from the queue': assign(({ context }) => ({
      current: context.queue.pop(context.port.now()),
      decision: undefined,
    })),
    'say that it is skipped': ({ context }) => saySkipped(context),
    'ask the plugins': assign(({ context }) => decide(context)),
    'say what the filters said': ({ context }) => sayFiltered(context),
    'say which node it is': ({ context }) => sayChosen(context),
    'assume that it runs there': ({ context: { decision, snapshot, nominated, queue } }) => {
      const { pod, chosen } = decision ?? {};
      queue.assumed();
      if (pod === undefined || chosen === undefined) return;
      nominated.delete(pod.metadata.uid);
      snapshot.setPod({ ...pod, spec: { ...pod.spec, nodeName: chosen.node.metadata.name } });
    },
    'bind it': ({ context }) => startBinding(context),
    'report that it is unschedulable': ({ context }) => reportUnschedulable(context),
    'make room': ({ context }) => startPreemption(context),
    'let it wait for a change': ({ context: { current, decision, queue, cache, port } }) => {
      if (current === undefined || decision === undefined) return;
      queue.refused(current, decision.filtered.rejectedBy, port.now(), cache);
    },
  },
}).createMachine({
  id: 'kube-scheduler',
  context: ({ input }) => starting(input),
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
        'every 30 s, or when a back-off ends': { actions: 'look for Pods that wait too long', target: 'looking' },
      },
      on: {
        'watch event': { actions: 'take in the change', target: 'looking' },
        'binding refused': { actions: 'put it back into the queue', target: 'looking' },
      },
    },
    // The queue is looked at after the change has been carried into it.
    looking: { after: { 0: [{ guard: 'a Pod waits', target: 'popping' }, { target: 'waiting' }] } },
    popping: {
      entry: 'take a Pod from the queue',
      always: [{ guard: 'it is being deleted', target: 'skipping' }, { target: 'filtering' }],
    },
    skipping: { entry: 'say that it is skipped', after: { 0: 'looking' } },
    filtering: {
      entry: ['ask the plugins', 'say what the filters said'],
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
    reporting: {
      entry: ['report that it is unschedulable', 'let it wait for a change'],
      always: { guard: 'others can make room', target: 'preempting' },
      after: { 0: 'looking' },
    },
    preempting: { entry: 'make room', after: { 0: 'looking' } },
  },
});
