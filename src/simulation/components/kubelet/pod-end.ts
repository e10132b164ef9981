import type { Container } from '../../../kubernetes/api/types.ts';
import { allContainersOf, initContainersOf, isSidecar } from '../../../kubernetes/node/restart-policy.ts';
import { newest } from '../../../kubernetes/node/runtime-status.ts';
import { callRuntime } from '../container-runtime/cri-client.ts';
import { record, uidOf, type WorkerContext } from './pod-work.ts';

/** Containers that run now, by the runtime's own account. */
export const running = (context: WorkerContext): readonly Container[] =>
  allContainersOf(context.pod).filter(
    ({ name }) => newest(context.store.status(uidOf(context)), name)?.state === 'running',
  );

/** Seconds that the containers have got to end by themselves. */
export const graceOf = ({ pod }: WorkerContext): number =>
  pod.metadata.deletionGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30;

const isSidecarOf = (context: WorkerContext, container: Container): boolean =>
  initContainersOf(context.pod).includes(container) && isSidecar(container);

/** Those that are told to stop in this round: sidecars only when nothing else runs, the last defined first. */
export function nextToStop(context: WorkerContext): readonly Container[] {
  const alive = running(context);
  const regular = alive.filter((container) => !isSidecarOf(context, container));
  return regular.length > 0 ? regular : alive.slice(-1);
}

/** Virtual ms that the containers' preStop hooks take, as far as they are known beforehand. */
export function hookTime(context: WorkerContext, container: Container): number {
  const hook = container.lifecycle?.preStop;
  if (hook?.sleep !== undefined) return Number(hook.sleep.seconds) * 1000;
  const command = hook?.exec?.command;
  if (command === undefined) return 0;
  return context.store.running(uidOf(context), container.name)?.exec(command).waits ?? 0;
}

/** The Killing events of all go out at the start, even of those that are stopped later. */
export function announceEnd(context: WorkerContext): void {
  for (const container of running(context))
    record(context, 'Normal', 'Killing', `Stopping container ${container.name}`, container.name);
}

/**
 * Runs the hooks, then asks the runtime to stop; the grace that is left is at least two seconds.
 * Source: v1.35 pkg/kubelet/kuberuntime/kuberuntime_container.go killContainer
 */
export function stopRound(context: WorkerContext): void {
  const { port, state, pod } = context;
  const spent = port.now() - context.stoppingSince;
  for (const container of nextToStop(context)) {
    const grace = graceOf(context) * 1000;
    const hook = isSidecarOf(context, container) ? 0 : Math.min(hookTime(context, container), grace);
    const timeout = Math.max(2, Math.floor((grace - hook - spent) / 1000));
    const detail = { timeout };
    if (hook === 0) callRuntime(port, state.node, 'StopContainer', pod, { container: container.name, detail });
    else port.tellLater(hook, port.address, { type: 'hook ended', container: container.name, detail });
  }
}

/** Stops single containers of a Pod that goes on. */
export function killSome(context: WorkerContext): void {
  const { port, state, pod, actions } = context;
  for (const { container, why } of actions?.kill ?? []) {
    record(context, 'Normal', 'Killing', why, container);
    const spec = allContainersOf(pod).find(({ name }) => name === container);
    const probe = why.includes('startup')
      ? spec?.startupProbe
      : why.includes('liveness')
        ? spec?.livenessProbe
        : undefined;
    const timeout = Number(probe?.terminationGracePeriodSeconds ?? pod.spec.terminationGracePeriodSeconds ?? 30);
    callRuntime(port, state.node, 'StopContainer', pod, { container, detail: { timeout } });
  }
}

export function stopSandbox({ port, state, pod }: WorkerContext): void {
  callRuntime(port, state.node, 'StopPodSandbox', pod);
}
