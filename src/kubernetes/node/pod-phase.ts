import type { ContainerStatus, Pod } from '../api/types.ts';
import { initContainersOf, isSidecar, shouldRestart } from './restart-policy.ts';

export type Phase = 'Pending' | 'Running' | 'Succeeded' | 'Failed';

/**
 * The phase out of the container statuses. "Running" means that everything has been started at least once, not that
 * everything is alive. Source: v1.35 pkg/kubelet/kubelet_pods.go getPhase
 *
 * @param finishing all containers have been stopped for good
 */
export function podPhase(
  pod: Pod,
  inits: readonly ContainerStatus[],
  containers: readonly ContainerStatus[],
  finishing: boolean,
): Phase {
  const begun = containers.some((status) => status.containerID !== undefined);
  const init = initProgress(pod, inits);
  if (init.failed) return 'Failed';
  if (init.pending > 0 || (init.pendingSidecars > 0 && !begun)) return 'Pending';
  const counts = count(pod, containers);
  if (counts.waiting > 0) return 'Pending';
  if (counts.running > 0 && counts.unknown === 0) return 'Running';
  if (counts.running === 0 && counts.stopped > 0 && counts.unknown === 0) {
    if (finishing) return counts.succeeded === counts.stopped ? 'Succeeded' : 'Failed';
    if (counts.restartable > 0) return 'Running';
    return counts.succeeded === counts.stopped ? 'Succeeded' : 'Failed';
  }
  return 'Pending';
}

function initProgress(
  pod: Pod,
  inits: readonly ContainerStatus[],
): { pending: number; pendingSidecars: number; failed: boolean } {
  const progress = { pending: 0, pendingSidecars: 0, failed: false };
  for (const [i, container] of initContainersOf(pod).entries()) {
    const status = inits[i];
    if (isSidecar(container)) {
      if (status?.started !== true) progress.pendingSidecars += 1;
      continue;
    }
    const ended = status?.state?.terminated ?? status?.lastState?.terminated;
    if (status?.state?.running !== undefined || ended === undefined) progress.pending += 1;
    else if (ended.exitCode !== 0) {
      if (shouldRestart(pod, container, ended.exitCode)) progress.pending += 1;
      else progress.failed = true;
    }
  }
  return progress;
}

function count(pod: Pod, statuses: readonly ContainerStatus[]) {
  const counts = { unknown: 0, running: 0, waiting: 0, stopped: 0, succeeded: 0, restartable: 0 };
  for (const container of pod.spec.containers) {
    const status = statuses.find((candidate) => candidate.name === container.name);
    const { state, lastState } = status ?? {};
    if (state === undefined) counts.unknown += 1;
    else if (state.running !== undefined) counts.running += 1;
    else if (state.terminated !== undefined) {
      counts.stopped += 1;
      if (state.terminated.exitCode === 0) counts.succeeded += 1;
      if (shouldRestart(pod, container, state.terminated.exitCode)) counts.restartable += 1;
    } else if (lastState?.terminated !== undefined) {
      counts.stopped += 1;
      if (shouldRestart(pod, container, lastState.terminated.exitCode)) counts.restartable += 1;
    } else counts.waiting += 1;
  }
  return counts;
}
