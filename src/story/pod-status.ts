import type { ContainerStatus, Pod } from '../kubernetes/api/types.ts';

/** The columns of `kubectl get pods` for one Pod, and the rule that made STATUS. */
export interface PrintedPod {
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  /** One sentence: why STATUS says so. */
  readonly why: string;
}

/** v1.35 pkg/printers/internalversion/printers.go printPod: the phase, unless a reason overrides it. */
export function statusOf(pod: Pod): PrintedPod {
  const statuses = pod.status?.containerStatuses ?? [];
  const ready = `${statuses.filter((each) => each.ready).length}/${pod.spec.containers.length}`;
  const restarts = statuses.reduce((sum, each) => sum + each.restartCount, 0);
  return { ready, restarts, ...reasonFor(pod, statuses) };
}

function reasonFor(pod: Pod, statuses: readonly ContainerStatus[]): { status: string; why: string } {
  const phase = pod.status?.phase ?? 'Pending';
  if (pod.metadata.deletionTimestamp && pod.status?.reason === 'NodeLost')
    return { status: 'Unknown', why: 'The node is lost.' };
  const reason = pod.status?.reason || phase;
  const byInit = initReason(pod);
  const found = byInit ??
    containerReason(statuses) ?? { status: reason, why: `No container waits or has ended, and its phase is ${phase}.` };
  const running = statuses.some((each) => each.ready && each.state?.running);
  const settled =
    !byInit && found.status === 'Completed' && running
      ? { status: 'Running', why: 'One container has completed and another one runs.' }
      : found;
  if (pod.metadata.deletionTimestamp && !['Failed', 'Succeeded'].includes(phase)) {
    return { status: 'Terminating', why: 'The Pod has a deletionTimestamp, which is printed before anything else.' };
  }
  return settled;
}

function initReason(pod: Pod): { status: string; why: string } | undefined {
  const inits = pod.status?.initContainerStatuses ?? [];
  for (const [place, { name, state, started }] of inits.entries()) {
    const sidecar = pod.spec.initContainers?.find((each) => each.name === name)?.restartPolicy === 'Always';
    if (state?.terminated?.exitCode === 0 || (sidecar && started)) continue;
    const waiting = state?.waiting?.reason;
    if (state?.terminated)
      return {
        status: `Init:${state.terminated.reason || `ExitCode:${state.terminated.exitCode}`}`,
        why: `Init container ${name} has failed.`,
      };
    if (waiting && waiting !== 'PodInitializing')
      return { status: `Init:${waiting}`, why: `Init container ${name} is waiting with reason ${waiting}.` };
    const total = pod.spec.initContainers?.length ?? inits.length;
    return { status: `Init:${place}/${total}`, why: `${place} of ${total} init containers have finished.` };
  }
  return undefined;
}

function containerReason(statuses: readonly ContainerStatus[]): { status: string; why: string } | undefined {
  // The printer walks backwards, so the first container in order has the last word.
  let found: { status: string; why: string } | undefined;
  for (const { name, state } of statuses.toReversed()) {
    const waiting = state?.waiting?.reason;
    const ended = state?.terminated;
    if (waiting)
      found = {
        status: waiting,
        why: `Container ${name} is waiting with reason ${waiting}, and a waiting reason is printed before the phase.`,
      };
    else if (ended?.reason)
      found = {
        status: ended.reason,
        why: `Container ${name} has ended with reason ${ended.reason}, which is printed before the phase.`,
      };
    else if (ended) {
      const status = ended.signal ? `Signal:${ended.signal}` : `ExitCode:${ended.exitCode}`;
      found = { status, why: `Container ${name} has ended without a reason.` };
    }
  }
  return found;
}
