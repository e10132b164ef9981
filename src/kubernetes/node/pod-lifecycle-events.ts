import type { PodRuntimeStatus } from './runtime-status.ts';

/** A sandbox counts as a container: one that is ready runs, one that is not has exited. */
const statesOf = ({ sandboxes, containers }: PodRuntimeStatus): ReadonlyMap<string, string> =>
  new Map([
    ...sandboxes.map(({ id, ready }) => [id, ready ? 'running' : 'exited'] as const),
    ...containers.map(({ id, state }) => [id, state] as const),
  ]);

/**
 * Whether anything in a Pod has started or died between two looks. What vanishes without having been seen dead has died;
 * what was dead is only removed (ContainerRemoved), and what is only created is not told of (ContainerChanged): both
 * are no reason to sync the Pod.
 * Source: v1.35 pkg/kubelet/pleg/generic.go generateEvents, pkg/kubelet/kubelet.go isSyncPodWorthy
 */
export function startedOrDied(before: PodRuntimeStatus, now: PodRuntimeStatus): boolean {
  const [old, found] = [statesOf(before), statesOf(now)];
  for (const [id, state] of found) if (state !== 'created' && old.get(id) !== state) return true;
  for (const [id, state] of old) if (state !== 'exited' && !found.has(id)) return true;
  return false;
}
