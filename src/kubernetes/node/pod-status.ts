import { rfc3339 } from '../api/times.ts';
import type { Pod, PodStatus } from '../api/types.ts';
import {
  containerStatuses,
  ephemeralContainerStatuses,
  initContainerStatuses,
  type KubeletKnowledge,
} from './container-statuses.ts';
import { podConditions, type ResizeState } from './pod-conditions.ts';
import { type Phase, podPhase } from './pod-phase.ts';
import type { PodRuntimeStatus } from './runtime-status.ts';

/** What the kubelet reports on, besides the spec and the runtime's account. */
export interface StatusInput extends KubeletKnowledge {
  readonly pod: Pod;
  readonly runtime: PodRuntimeStatus;
  /** What the kubelet reported last; the API's status before it ever did. */
  readonly before: PodStatus;
  readonly hostIP: string;
  readonly now: number;
  /** All containers have been stopped for good. */
  readonly finishing: boolean;
  /** How far a resize is, if one is asked for. */
  readonly resize?: ResizeState;
  /** Said once the Pod ends for a reason of its own: `DeadlineExceeded`, `Evicted`. */
  readonly end?: { readonly reason: string; readonly message: string };
}

/**
 * The whole status, made anew from the runtime's account. It is generated only when a sync begins, so what that sync
 * does shows up in the next one. Source: v1.35 pkg/kubelet/kubelet_pods.go generateAPIPodStatus
 */
export function podStatus(input: StatusInput): PodStatus {
  const { pod, runtime, before, hostIP, now } = input;
  const inits = initContainerStatuses(pod, runtime, input);
  const containers = containerStatuses(pod, runtime, input);
  const ephemeral = ephemeralContainerStatuses(pod, runtime, input);
  const phase = phaseOf(input, inits, containers);
  const sandbox = runtime.sandboxes[0];
  const hostNetwork = pod.spec.hostNetwork === true;
  const sandboxReady = sandbox?.ready === true && (hostNetwork || sandbox.ip !== undefined);
  const ip = hostNetwork ? hostIP : (sandbox?.ip ?? before.podIP);
  return {
    conditions: podConditions(pod, phase, inits, containers, sandboxReady, now, before.conditions ?? [], input.resize),
    containerStatuses: containers,
    ...(ephemeral.length === 0 ? {} : { ephemeralContainerStatuses: ephemeral }),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(inits.length === 0 ? {} : { initContainerStatuses: inits }),
    ...(input.end === undefined ? {} : input.end),
    observedGeneration: pod.metadata.generation ?? 1,
    phase,
    ...(ip === undefined ? {} : { podIP: ip, podIPs: [{ ip }] }),
    ...(before.qosClass === undefined ? {} : { qosClass: before.qosClass }),
    startTime: before.startTime ?? rfc3339(now),
  } as PodStatus;
}

/** A phase that is final is never left. */
function phaseOf(
  { pod, before, finishing, end }: StatusInput,
  inits: NonNullable<PodStatus['initContainerStatuses']>,
  containers: NonNullable<PodStatus['containerStatuses']>,
): Phase {
  if (before.phase === 'Succeeded' || before.phase === 'Failed') return before.phase;
  if (end !== undefined) return 'Failed';
  return podPhase(pod, inits, containers, finishing);
}

/**
 * What is sent while containers may still run although the phase is already final: the old phase, and Ready=False
 * with the reason. Source: v1.35 pkg/kubelet/status/status_manager.go mergePodStatus
 */
export function withPhaseWithheld(status: PodStatus, oldPhase: string, stillRunning: boolean): PodStatus {
  const final = status.phase === 'Succeeded' || status.phase === 'Failed';
  if (!final || !stillRunning) return status;
  const { reason: _r, message: _m, ...rest } = status;
  return { ...rest, phase: oldPhase };
}
