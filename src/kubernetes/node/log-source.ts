import type { ContainerStatus, Pod } from '../api/types.ts';

/** Whose output is read, or why there is none; `removed`: the instance is gone, and its log with it. */
export type LogSource = { readonly found: true } | { readonly removed: string } | { readonly problem: string };

const found: LogSource = { found: true };

const whyWaiting: Readonly<Record<string, string>> = {
  ErrImagePull: "image can't be pulled",
  ImagePullBackOff: 'trying and failing to pull image',
};

/**
 * Which instance of a container the kubelet reads the log of. Of the instances that have ended it keeps one, so once
 * the current one has ended too, the one before is gone.
 * Source: v1.35 pkg/kubelet/kubelet_pods.go validateContainerLogStatus; pkg/kubelet/pod_container_deletor.go
 */
export function logSource(pod: Pod, container: string, previous: boolean): LogSource {
  const { initContainerStatuses = [], containerStatuses = [], ephemeralContainerStatuses = [] } = pod.status ?? {};
  const all: readonly ContainerStatus[] = [
    ...initContainerStatuses,
    ...containerStatuses,
    ...ephemeralContainerStatuses,
  ];
  const status = all.find(({ name }) => name === container);
  const where = `container "${container}" in pod "${pod.metadata.name}"`;
  if (status === undefined) return { problem: `${where} is not available` };
  const { state, lastState } = status;
  const before = lastState?.terminated?.containerID ?? '';
  if (previous) {
    if (before === '') return { problem: `previous terminated ${where} not found` };
    return state?.terminated === undefined ? found : { removed: before };
  }
  if (state?.running !== undefined || (state?.terminated?.containerID ?? '') !== '' || before !== '') return found;
  if (state?.terminated !== undefined || lastState?.terminated !== undefined)
    return { problem: `${where} is terminated` };
  const { reason = '' } = state?.waiting ?? {};
  if (state?.waiting === undefined) return { problem: `${where} is waiting to start - no logs yet` };
  return { problem: `${where} is waiting to start: ${whyWaiting[reason] ?? reason}` };
}
