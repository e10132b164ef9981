import type { DaemonSet, Node, Pod } from '../../api/types.ts';
import { isAvailable, isReady } from '../pods.ts';
import { isUpdated, oldestFirst, verdictOn } from './daemon-pods.ts';

/**
 * Counts nodes, not Pods.
 * Source: v1.35 pkg/controller/daemon/daemon_controller.go updateDaemonSetStatus, storeDaemonSetStatus
 * @param observed whether this generation has been acted upon
 */
export function daemonSetStatus(
  set: DaemonSet,
  nodes: readonly Node[],
  byNode: ReadonlyMap<string, readonly Pod[]>,
  hash: string,
  now: number,
  observed: boolean,
): NonNullable<DaemonSet['status']> {
  let [desired, current, misscheduled, ready, available, updated] = [0, 0, 0, 0, 0, 0];
  for (const node of nodes) {
    const [oldest] = oldestFirst(byNode.get(node.metadata.name) ?? []);
    if (!verdictOn(set, node).run) {
      if (oldest !== undefined) misscheduled += 1;
      continue;
    }
    desired += 1;
    if (oldest === undefined) continue;
    current += 1;
    if (isReady(oldest)) ready += 1;
    if (isReady(oldest) && isAvailable(oldest, set.spec?.minReadySeconds, now)) available += 1;
    if (isUpdated(set, oldest, hash)) updated += 1;
  }
  const generation = observed ? set.metadata.generation : set.status?.observedGeneration;
  return {
    currentNumberScheduled: current,
    numberMisscheduled: misscheduled,
    desiredNumberScheduled: desired,
    numberReady: ready,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    ...(updated === 0 ? {} : { updatedNumberScheduled: updated }),
    ...(available === 0 ? {} : { numberAvailable: available }),
    ...(desired === available ? {} : { numberUnavailable: desired - available }),
    ...(set.status?.collisionCount === undefined ? {} : { collisionCount: set.status.collisionCount }),
  };
}
