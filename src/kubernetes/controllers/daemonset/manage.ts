import type { EventCall } from '../../api/calls.ts';
import type { ApiObject, DaemonSet, Node, Pod } from '../../api/types.ts';
import type { ReconcileContext } from '../controller.ts';
import { eventOf } from '../pod-control.ts';
import { isAvailable, isReady } from '../pods.ts';
import { hashLabel, oldestFirst, verdictOn } from './daemon-pods.ts';
import { allowsSurge } from './rolling-update.ts';

/** What a pass wants done. */
export interface DaemonPlan {
  readonly create: readonly string[];
  readonly remove: readonly Pod[];
  readonly events: readonly EventCall[];
  /** Look again after this many virtual ms. */
  readonly after?: number;
}

/** Back-off of a daemon that fails again and again on its node, virtual ms. Source: v1.35 pkg/controller/daemon/daemon_controller.go */
const [firstBackOff, longestBackOff] = [1000, 900_000];

/**
 * Which nodes lack their daemon, and which daemons are too many.
 * Source: v1.35 pkg/controller/daemon/daemon_controller.go podsShouldBeOnNode, getUnscheduledPodsWithoutNode
 */
export function managePlan(
  set: DaemonSet,
  nodes: readonly Node[],
  byNode: ReadonlyMap<string, readonly Pod[]>,
  hash: string,
  context: Pick<ReconcileContext, 'now' | 'failures'>,
): DaemonPlan {
  const create: string[] = [];
  const remove: Pod[] = [];
  const events: EventCall[] = [];
  const pauses: number[] = [];
  for (const node of nodes) {
    const name = node.metadata.name;
    const pods = byNode.get(name);
    const { run, stay } = verdictOn(set, node);
    if (run && pods === undefined) create.push(name);
    else if (stay && pods !== undefined) {
      const kept = pods.filter((pod) => pod.metadata.deletionTimestamp === undefined);
      const running = kept.filter((pod) => {
        const ended = endOf(set, pod, name, context);
        if (ended === undefined) return true;
        if ('after' in ended) pauses.push(ended.after);
        else {
          events.push(ended.event);
          remove.push(pod);
        }
        return false;
      });
      remove.push(...surplus(set, running, hash, context.now()));
    } else if (!stay && pods !== undefined) {
      remove.push(...pods.filter((pod) => pod.metadata.deletionTimestamp === undefined));
    }
  }
  const known = new Set(nodes.map(({ metadata }) => metadata.name));
  for (const [node, pods] of byNode)
    if (!known.has(node)) remove.push(...pods.filter((pod) => (pod.spec.nodeName ?? '') === ''));
  const after = pauses.length === 0 ? {} : { after: Math.min(...pauses) };
  return { create, remove, events, ...after };
}

/** A daemon must not end: one that has is deleted, but not at once again and again. */
function endOf(
  set: DaemonSet,
  pod: Pod,
  node: string,
  { now, failures }: Pick<ReconcileContext, 'now' | 'failures'>,
): { readonly event: EventCall } | { readonly after: number } | undefined {
  const named = `daemon pod ${pod.metadata.namespace}/${pod.metadata.name} on node ${node}`;
  if (pod.status?.phase === 'Succeeded') {
    const message = `Found succeeded ${named}, will try to delete it`;
    return { event: eventOf(set as ApiObject, 'Normal', 'SucceededDaemonPod', message) };
  }
  if (pod.status?.phase !== 'Failed') return undefined;
  const key = `${set.metadata.uid}/${set.status?.observedGeneration ?? 0}/${node}`;
  const last = failures.get(key);
  if (last !== undefined && now() - last.since < last.delay) return { after: last.delay };
  // After twice the longest pause without a failure the count begins anew.
  const fresh = last === undefined || now() - last.since > 2 * longestBackOff;
  failures.set(key, { delay: fresh ? firstBackOff : Math.min(2 * last.delay, longestBackOff), since: now() });
  const message = `Found failed ${named}, will try to kill it`;
  return { event: eventOf(set as ApiObject, 'Warning', 'FailedDaemonPod', message) };
}

/** All but the oldest; where an update may surge, an old and a new one may be there together for a while. */
function surplus(set: DaemonSet, running: readonly Pod[], hash: string, now: number): readonly Pod[] {
  const [first, ...others] = oldestFirst(running);
  if (first === undefined || others.length === 0) return [];
  if (!allowsSurge(set)) return others;
  const isNew = (pod: Pod): boolean => pod.metadata.labels?.[hashLabel] === hash;
  const [newest, oldest] = [oldestFirst(running).find(isNew), oldestFirst(running).find((pod) => !isNew(pod))];
  const rest = running.filter((pod) => pod !== newest && pod !== oldest);
  if (newest === undefined || oldest === undefined) return rest;
  const replaced = !isReady(oldest) || isAvailable(newest, set.spec?.minReadySeconds, now);
  return replaced ? [...rest, oldest] : rest;
}
