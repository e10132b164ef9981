import type { Container, Pod } from '../api/types.ts';
import { changedResources, needsRestart, type Resources } from './allocation.ts';
import { ephemeralContainersOf, initContainersOf, isSidecar, shouldRestart, shouldStart } from './restart-policy.ts';
import { newest, type PodRuntimeStatus } from './runtime-status.ts';

/** What a sync has to do to bring the node to what the Pod asks for. */
export interface PodActions {
  readonly killPod: boolean;
  readonly createSandbox: boolean;
  readonly attempt: number;
  readonly kill: readonly { readonly container: string; readonly why: string }[];
  /** In the order of their start. */
  readonly start: readonly Container[];
  /** Containers that get other resources while they run. */
  readonly resize: readonly Container[];
}

/** Verdicts of the probes on containers that run, and what those have. */
export interface ProbeVerdicts {
  readonly actual?: (container: string) => Resources | undefined;
  readonly livenessFailed: (container: string) => boolean;
  readonly startupFailed: (container: string) => boolean;
  readonly started: (container: string) => boolean;
}

const none: PodActions = { killPod: false, createSandbox: false, attempt: 0, kill: [], start: [], resize: [] };

/**
 * Compares the Pod with its runtime status. Source: v1.35 pkg/kubelet/kuberuntime/kuberuntime_manager.go computePodActions
 */
export function podActions(pod: Pod, status: PodRuntimeStatus, probes: ProbeVerdicts): PodActions {
  const sandbox = status.sandboxes[0];
  const usable = sandbox?.ready === true && (pod.spec.hostNetwork === true || sandbox.ip !== undefined);
  if (!usable) return withNewSandbox(pod, status);
  // They may start even before the init containers are through.
  const ephemeral = ephemeralContainersOf(pod).filter((container) => shouldStart(pod, container, status));
  const inits = initActions(pod, status, probes);
  if (inits.stop) return { ...none, killPod: true };
  if (!inits.initialized)
    return { ...none, kill: inits.kill, start: [...ephemeral, ...inits.start], resize: inits.resize };
  const kill = [...inits.kill];
  const start: Container[] = [...inits.start];
  const resize: Container[] = [...inits.resize];
  let kept = 0;
  for (const container of pod.spec.containers) {
    const running = newest(status, container.name)?.state === 'running';
    if (!running) {
      if (shouldStart(pod, container, status)) start.push(container);
      continue;
    }
    const { why, resized } = judged(pod, container, status, probes);
    if (why === undefined) {
      if (resized) resize.push(container);
      kept += 1;
      continue;
    }
    kill.push({ container: container.name, why });
    if (/definition changed|requires restart/.test(why) || restarts(pod, container)) start.push(container);
  }
  const killPod = kept === 0 && start.length === 0;
  return { ...none, killPod, kill: killPod ? [] : kill, start: killPod ? [] : [...ephemeral, ...start], resize };
}

/** Why a running container has to go, if it has; and whether one that may stay gets other resources. */
function judged(
  pod: Pod,
  container: Container,
  status: PodRuntimeStatus,
  probes: ProbeVerdicts,
): { readonly why: string | undefined; readonly resized: boolean } {
  const asked = container.resources ?? {};
  const changed = changedResources(asked, probes.actual?.(container.name) ?? asked);
  const restart = needsRestart(container, changed) ? `Container ${container.name} resize requires restart` : undefined;
  return { why: reasonToKill(pod, container, status, probes) ?? restart, resized: changed.length > 0 };
}

const restarts = (pod: Pod, container: Container): boolean =>
  (container.restartPolicy ?? pod.spec.restartPolicy) !== 'Never';

function withNewSandbox(pod: Pod, status: PodRuntimeStatus): PodActions {
  const attempt = status.sandboxes.length === 0 ? 0 : (status.sandboxes[0]?.attempt ?? 0) + 1;
  const toStart = pod.spec.containers.filter((container) => shouldStart(pod, container, status));
  const allDone = status.containers.length > 0 && toStart.length === 0;
  if (allDone || (pod.spec.restartPolicy === 'Never' && attempt > 0 && status.containers.length > 0))
    return { ...none, killPod: true };
  const first = initContainersOf(pod)[0];
  return {
    ...none,
    killPod: status.sandboxes.length > 0,
    createSandbox: true,
    attempt,
    kill: [],
    start: first === undefined ? toStart : [first],
  };
}

interface InitActions {
  readonly initialized: boolean;
  /** An init container failed for good. */
  readonly stop: boolean;
  readonly kill: readonly { readonly container: string; readonly why: string }[];
  readonly start: readonly Container[];
  readonly resize: readonly Container[];
}

/**
 * Init containers run one after the other; a sidecar counts as passed as soon as it runs and its startup probe has
 * succeeded, and is started again whenever it ends. Source: the same file, computeInitContainerActions
 */
function initActions(pod: Pod, status: PodRuntimeStatus, probes: ProbeVerdicts): InitActions {
  const inits = initContainersOf(pod);
  const begun = pod.spec.containers.some((container) => newest(status, container.name) !== undefined);
  const start: Container[] = [];
  const kill: { container: string; why: string }[] = [];
  const resize: Container[] = [];
  const so = { stop: false, kill, start, resize };
  for (const container of inits) {
    const last = newest(status, container.name);
    if (isSidecar(container)) {
      const { why, resized } =
        last?.state === 'running' ? judged(pod, container, status, probes) : { why: undefined, resized: false };
      if (resized && why === undefined) resize.push(container);
      if (why !== undefined) kill.push({ container: container.name, why });
      if (last?.state !== 'running' || why !== undefined) start.push(container);
      if (!begun && (last?.state !== 'running' || !probes.started(container.name)))
        return { ...so, initialized: false };
      continue;
    }
    if (begun) continue;
    if (last === undefined || last.state === 'created')
      return { ...so, initialized: false, start: [...start, container] };
    if (last.state === 'running') return { ...so, initialized: false };
    if (last.exitCode === 0) continue;
    if (!shouldRestart(pod, container, last.exitCode ?? 0)) return { ...so, initialized: false, stop: true };
    return { ...so, initialized: false, start: [...start, container] };
  }
  return { ...so, initialized: true };
}

function reasonToKill(
  pod: Pod,
  container: Container,
  status: PodRuntimeStatus,
  probes: ProbeVerdicts,
): string | undefined {
  const what = initContainersOf(pod).includes(container) ? 'Init container' : 'Container';
  const suffix = restarts(pod, container) ? ', will be restarted' : '';
  if (newest(status, container.name)?.image !== container.image)
    return `${what} ${container.name} definition changed, will be restarted`;
  if (probes.livenessFailed(container.name)) return `${what} ${container.name} failed liveness probe${suffix}`;
  if (probes.startupFailed(container.name)) return `${what} ${container.name} failed startup probe${suffix}`;
  return undefined;
}
