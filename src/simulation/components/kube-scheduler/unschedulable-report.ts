import type { EventCall } from '../../../kubernetes/api/calls.ts';
import { rfc3339 } from '../../../kubernetes/api/times.ts';
import type { Pod } from '../../../kubernetes/api/types.ts';
import { identities, request } from '../kube-apiserver/api-client.ts';
import { type Condition, conditionPatch } from './condition-patch.ts';
import { podPath, type SchedulerContext, schedulerOf } from './scheduler-context.ts';

/** An event is no longer than this; the rest stands in the condition. Source: v1.35 pkg/scheduler/schedule_one.go truncateMessage */
const longestNote = 1024;

const note = (message: string): string =>
  message.length <= longestNote ? message : `${message.slice(0, longestNote - 4)} ...`;

/** Says in the Pod's status and in an event that no node fits, with the counts. Source: v1.35 schedule_one.go handleSchedulingFailure */
export function reportUnschedulable({ port, world, decision, nominated }: SchedulerContext): void {
  const { pod, message, preemption } = decision ?? {};
  if (pod === undefined || message === undefined) return;
  const event: EventCall = {
    verb: 'event',
    object: pod,
    type: 'Warning',
    reason: 'FailedScheduling',
    message: note(message),
    reporter: schedulerOf(pod),
  };
  port.tell(`${port.address}/events`, { type: 'record', event });
  const before = pod.status?.nominatedNodeName ?? '';
  const tried = preemption !== undefined && preemption.notTried === undefined;
  const promised = tried ? (preemption.selected?.node ?? '') : before;
  if (promised === '') nominated.delete(pod.metadata.uid);
  const status = statusPatch(pod, message, promised, rfc3339(port.now()));
  if (status === undefined) return;
  const call = {
    verb: 'patch' as const,
    path: `${podPath(pod)}/status`,
    contentType: 'application/strategic-merge-patch+json' as const,
    body: { status },
  };
  request(port, world, identities.scheduler, call, 'reported');
}

/** What changes in the Pod's status; undefined where it says all of it already. */
function statusPatch(pod: Pod, message: string, node: string, now: string): object | undefined {
  const before = pod.status?.conditions?.find(({ type }) => type === 'PodScheduled');
  const condition: Condition = {
    lastProbeTime: null,
    lastTransitionTime: (before?.status === 'False' ? before.lastTransitionTime : undefined) ?? now,
    message,
    observedGeneration: pod.metadata.generation ?? 1,
    reason: 'Unschedulable',
    status: 'False',
    type: 'PodScheduled',
  };
  const conditions = conditionPatch(pod.status?.conditions ?? [], condition);
  const promised = pod.status?.nominatedNodeName ?? '';
  if (conditions === undefined && promised === node) return undefined;
  return { ...conditions, ...(promised === node ? {} : { nominatedNodeName: node === '' ? null : node }) };
}
