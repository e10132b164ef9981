import type { Pod, PodStatus } from '../api/types.ts';

type ContainerStatus = NonNullable<PodStatus['containerStatuses']>[number];

const notLocated = {
  exitCode: 137,
  reason: 'ContainerStatusUnknown',
  message: 'The container could not be located when the pod was terminated',
  startedAt: null,
  finishedAt: null,
};

const hasStarted = ({ state, lastState }: ContainerStatus): boolean =>
  lastState?.terminated !== undefined || state?.waiting === undefined;

/** Every container gets an end that has none: nobody knows how it went. */
const ended = (status: ContainerStatus): ContainerStatus =>
  status.state?.terminated !== undefined
    ? status
    : ({ ...status, state: { terminated: notLocated } } as unknown as ContainerStatus);

function hasInitialized(pod: Pod, inits: readonly ContainerStatus[], containers: readonly ContainerStatus[]): boolean {
  const last = inits.at(-1);
  if ((pod.spec.initContainers ?? []).length === 0 || containers.some(hasStarted)) return true;
  return (
    last?.state?.terminated?.exitCode === 0 || last?.lastState?.terminated?.exitCode === 0 || last?.started === true
  );
}

/**
 * The status at the very end, when nothing of the Pod is left on its node: its phase is final, even where no container
 * ever started. Without that the API server would keep a deleted Pod for ever.
 * Source: v1.35 pkg/kubelet/status/status_manager.go TerminatePod
 */
export function terminatedStatus(pod: Pod, status: PodStatus): PodStatus {
  const inits = status.initContainerStatuses ?? [];
  const containers = status.containerStatuses ?? [];
  const lastStarted = inits.findLastIndex(hasStarted);
  const final = status.phase === 'Succeeded' || status.phase === 'Failed';
  return {
    ...status,
    ...(containers.length > 0 && hasInitialized(pod, inits, containers)
      ? { containerStatuses: containers.map(ended) }
      : {}),
    ...(lastStarted < 0
      ? {}
      : { initContainerStatuses: inits.map((each, i) => (i <= lastStarted ? ended(each) : each)) }),
    phase: final ? status.phase : 'Failed',
  } as PodStatus;
}
