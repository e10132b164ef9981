import { isTerminal } from '../../../kubernetes/api/is-terminal.ts';
import type { ApiObject, Node, Pod } from '../../../kubernetes/api/types.ts';
import { clusterEvent } from '../../../kubernetes/scheduling/cluster-events.ts';
import type { Woken } from '../../../kubernetes/scheduling/queue.ts';
import type { ClusterEvent } from '../../../kubernetes/scheduling/queueing-hint.ts';
import { keyOf, type SchedulerContext, type SchedulerEvent, schedulerOf } from './scheduler-context.ts';

/** Takes in one change: the cache, the snapshot of the nodes, and the queue. */
export function takeIn(context: SchedulerContext, event: SchedulerEvent): void {
  if (event.type !== 'watch event' || event.event === 'BOOKMARK') return;
  const { cache, snapshot } = context;
  const before = cache.apply(event.resource, event.event, event.object);
  const after = event.event === 'DELETED' ? undefined : event.object;
  if (event.resource === 'pods') {
    takeInPod(context, before as Pod | undefined, event.object as Pod, after === undefined);
    return;
  }
  if (event.resource === 'nodes') {
    if (after === undefined) snapshot.removeNode(event.object.metadata.name);
    else snapshot.setNode(after as Node);
  }
  announce(context, clusterEvent(event.resource, before, after), event.object);
}

/** A Pod that has ended is none any more to the scheduler: its watch leaves those out. */
function takeInPod(context: SchedulerContext, before: Pod | undefined, pod: Pod, deleted: boolean): void {
  const { snapshot, queue, nominated } = context;
  const { uid } = pod.metadata;
  const gone = deleted || isTerminal(pod);
  const known = before === undefined || isTerminal(before) ? undefined : before;
  const node = pod.status?.nominatedNodeName ?? '';
  if (gone || pod.spec.nodeName !== undefined || node === '') nominated.delete(uid);
  else nominated.set(uid, { pod, node });
  if (pod.spec.nodeName === undefined) {
    takeInWaiting(context, known, pod, gone);
    return;
  }
  queue.forget(uid);
  if (gone) snapshot.removePod(pod);
  else snapshot.setPod(pod);
  // That it now has a node is news of a Pod on a node, whoever knew it before.
  const had = known?.spec.nodeName === undefined && !gone ? undefined : known;
  if (gone && had === undefined) return;
  announce(context, clusterEvent('pods', had, gone ? undefined : pod), pod);
}

function takeInWaiting(context: SchedulerContext, before: Pod | undefined, pod: Pod, gone: boolean): void {
  const { queue, profiles, port, cache } = context;
  if (gone) queue.forget(pod.metadata.uid);
  if (gone || !profiles.has(schedulerOf(pod))) return;
  if (before !== undefined) {
    const event = clusterEvent('pods', before, pod);
    queue.update(pod, event === undefined ? [] : [event], cache, port.now());
    return;
  }
  if (!queue.add(pod, port.now())) return;
  port.decide({
    kind: 'gated',
    about: keyOf(pod),
    says: `${pod.metadata.name} waits for its scheduling gates.`,
    refused: true,
  });
}

/** Those whom the change may help are tried again. */
export function announce(context: SchedulerContext, event: ClusterEvent | undefined, object: ApiObject): void {
  if (event === undefined) return;
  const { queue, cache, port } = context;
  const woken = queue.happened(event, cache, port.now());
  if (woken.length === 0) return;
  const says = `${whatHappened(event, object)}: kube-scheduler tries ${waiting(woken)} again.`;
  const about = `${object.kind ?? event.resource}/${object.metadata.name}`;
  port.decide({
    kind: 'queue',
    about: event.resource === 'Pod' ? keyOf(object as Pod) : about,
    says,
    data: { woken: woken.length, pods: woken.map(({ pod, by, to }) => ({ pod: keyOf(pod), by, to })) },
  });
}

const waiting = (woken: readonly Woken[]): string =>
  woken.length === 1 ? 'a waiting Pod' : `${woken.length} waiting Pods`;

function whatHappened({ resource, actions, after }: ClusterEvent, object: ApiObject): string {
  const { name } = object.metadata;
  if (resource === 'Pod') {
    const { nodeName } = (object as Pod).spec;
    if (after === undefined) return `${name} ${isTerminal(object as Pod) ? 'has ended on' : 'has left'} ${nodeName}`;
    return actions.has('Add') ? `${name} has come to ${nodeName}` : `${name} has changed on ${nodeName}`;
  }
  const changed = actions.has('Add') ? 'is new' : after === undefined ? 'is gone' : 'has changed';
  return `${resource} ${name} ${changed}`;
}
