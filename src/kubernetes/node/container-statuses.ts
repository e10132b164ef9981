import { rfc3339 } from '../api/times.ts';
import type { Container, ContainerState, ContainerStatus, Pod } from '../api/types.ts';
import type { Resources } from './allocation.ts';
import { ephemeralContainersOf, initContainersOf, isSidecar, shouldStart } from './restart-policy.ts';
import { newest, type PodRuntimeStatus, previous, type RuntimeContainer } from './runtime-status.ts';

/** Why the last start of a container failed: what `waiting` says until it succeeds. */
export interface StartFailure {
  readonly reason: string;
  readonly message: string;
}

/** What the kubelet knows beside the runtime's own account. */
export interface KubeletKnowledge {
  readonly failures: ReadonlyMap<string, StartFailure>;
  /** `started` and `ready` per container, from the probes. */
  readonly started: (container: string) => boolean;
  readonly ready: (container: string) => boolean;
  /** What the instance of a container really has; undefined where nobody has changed it since its start. */
  readonly actual?: (container: string) => Resources | undefined;
}

/**
 * The API's view of the containers: the newest instance is the state, the one before it the last state; a container
 * that shall be started again and could not be is waiting, with the reason.
 * Source: v1.35 pkg/kubelet/kubelet_pods.go convertToAPIContainerStatuses
 */
export function containerStatuses(
  pod: Pod,
  status: PodRuntimeStatus,
  known: KubeletKnowledge,
): readonly ContainerStatus[] {
  const statuses = pod.spec.containers.map((container) => containerStatus(pod, container, status, known));
  return byName(statuses);
}

const byName = (statuses: readonly ContainerStatus[]): readonly ContainerStatus[] =>
  [...statuses].sort((a, b) => (a.name < b.name ? -1 : 1));

/** They are never ready, and nobody says whether they have started: no probe looks at them. */
export const ephemeralContainerStatuses = (
  pod: Pod,
  status: PodRuntimeStatus,
  known: KubeletKnowledge,
): readonly ContainerStatus[] =>
  byName(
    ephemeralContainersOf(pod).map((container) => {
      const { started: _, ...rest } = containerStatus(pod, container, status, known);
      return { ...rest, ready: false };
    }),
  );

/** In the order of the spec. */
export const initContainerStatuses = (
  pod: Pod,
  status: PodRuntimeStatus,
  known: KubeletKnowledge,
): readonly ContainerStatus[] =>
  initContainersOf(pod).map((container) => containerStatus(pod, container, status, known));

function containerStatus(
  pod: Pod,
  container: Container,
  status: PodRuntimeStatus,
  known: KubeletKnowledge,
): ContainerStatus {
  const current = newest(status, container.name);
  const before = previous(status, container.name);
  const failure = known.failures.get(container.name);
  const waits = failure !== undefined && shouldStart(pod, container, status);
  let state: ContainerState = current === undefined ? { waiting: { reason: neverRan(pod) } } : stateOf(current);
  let lastState: ContainerState = before === undefined ? {} : stateOf(before);
  if (waits) {
    if (state.terminated !== undefined) lastState = state;
    state = { waiting: { reason: failure.reason, message: failure.message } };
  }
  const running = state.running !== undefined;
  const started = running && known.started(container.name);
  const regularInit = initContainersOf(pod).includes(container) && !isSidecar(container);
  const ready = regularInit ? state.terminated?.exitCode === 0 : started && known.ready(container.name);
  return {
    ...(current === undefined ? {} : { containerID: `containerd://${current.id}` }),
    image: current?.imageName ?? container.image ?? '',
    imageID: current?.imageRef ?? '',
    lastState,
    name: container.name,
    ready,
    ...(current === undefined ? {} : resourcesOf(container.resources, known.actual?.(container.name))),
    restartCount: current?.restartCount ?? 0,
    started,
    state,
    ...mountsOf(container),
  } as ContainerStatus;
}

/** With init containers everything waits for them, they included. */
const neverRan = (pod: Pod): string => (initContainersOf(pod).length > 0 ? 'PodInitializing' : 'ContainerCreating');

function stateOf(container: RuntimeContainer): ContainerState {
  if (container.state === 'running') return { running: { startedAt: rfc3339(container.startedAt ?? 0) } };
  if (container.state === 'created') return { waiting: {} };
  const startedAt = container.startedAt === undefined ? '1970-01-01T00:00:00Z' : rfc3339(container.startedAt);
  return {
    terminated: {
      containerID: `containerd://${container.id}`,
      exitCode: container.exitCode ?? 0,
      finishedAt: rfc3339(container.finishedAt ?? 0),
      ...(container.message === undefined ? {} : { message: container.message }),
      reason: container.reason ?? (container.exitCode === 0 ? 'Completed' : 'Error'),
      startedAt,
    },
  };
}

function resourcesOf(allocated: Resources = {}, actual: Resources = allocated): object {
  const { requests, limits } = actual;
  if (requests === undefined && limits === undefined) return { resources: {} };
  return {
    ...(allocated.requests === undefined ? {} : { allocatedResources: allocated.requests }),
    resources: { ...(limits === undefined ? {} : { limits }), ...(requests === undefined ? {} : { requests }) },
  };
}

function mountsOf(container: Container): object {
  const mounts = container.volumeMounts ?? [];
  if (mounts.length === 0) return {};
  return {
    volumeMounts: mounts.map(({ name, mountPath, readOnly }) => ({
      mountPath,
      name,
      ...(readOnly === true ? { readOnly, recursiveReadOnly: 'Disabled' } : {}),
    })),
  };
}
