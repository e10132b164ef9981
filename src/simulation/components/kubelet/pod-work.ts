import type { EventCall } from '../../../kubernetes/api/calls.ts';
import type { Container, Pod, PodStatus } from '../../../kubernetes/api/types.ts';
import { askedBy, sameAllocation } from '../../../kubernetes/node/allocation.ts';
import type { BackOff } from '../../../kubernetes/node/back-off.ts';
import type { StartFailure } from '../../../kubernetes/node/container-statuses.ts';
import type { PodActions } from '../../../kubernetes/node/pod-actions.ts';
import type { ResizeState } from '../../../kubernetes/node/pod-conditions.ts';
import { podStatus } from '../../../kubernetes/node/pod-status.ts';
import { ephemeralContainersOf, initContainersOf, isSidecar } from '../../../kubernetes/node/restart-policy.ts';
import { newest, nothingRuns } from '../../../kubernetes/node/runtime-status.ts';
import type { EntryId, Millis } from '../../../trace/trace.ts';
import type { ChartEvent, Port } from '../../engine/port.ts';
import type { RuntimeStore } from '../container-runtime/runtime-store.ts';
import type { World } from '../world.ts';
import type { KubeletState } from './kubelet-state.ts';

export interface WorkerInput {
  readonly port: Port;
  readonly world: World;
  readonly state: KubeletState;
  readonly store: RuntimeStore;
  readonly pod: Pod;
}

/** How the last sync ended, which sets the time of the next. */
export type Outcome =
  | { readonly kind: 'success' }
  | { readonly kind: 'error' }
  | { readonly kind: 'back-off'; readonly until: Millis };

export interface WorkerContext extends WorkerInput {
  readonly work: { readonly kind: 'sync' | 'terminating'; readonly cause: EntryId } | undefined;
  readonly lastSync: Millis;
  readonly status: PodStatus;
  readonly actions: PodActions | undefined;
  /** Containers still to be started in this sync, in order. */
  readonly toStart: readonly Container[];
  readonly failures: ReadonlyMap<string, StartFailure>;
  readonly crashes: BackOff;
  readonly pulls: BackOff;
  readonly outcome: Outcome;
  /** Answers that this state still waits for. */
  readonly waitingFor: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly imagePresent: boolean;
  /** Instances that the kubelet itself has just stopped: their next start is not held back. */
  readonly justKilled: ReadonlySet<string>;
  /** Virtual ms since when the mounts are waited for. */
  readonly mountingSince: Millis;
  readonly end: { readonly reason: string; readonly message: string } | undefined;
  readonly removed: boolean;
  /** Virtual ms when the containers were first asked to stop. */
  readonly stoppingSince: Millis;
}

export type WorkerEvent =
  | (ChartEvent & { readonly type: 'pod changed'; readonly pod: Pod })
  | (ChartEvent & { readonly type: 'status changed'; readonly pod: Pod })
  | (ChartEvent & { readonly type: 'pod removed' })
  | (ChartEvent & { readonly type: 'runtime changed' })
  | (ChartEvent & { readonly type: 'relisted' })
  | (ChartEvent & { readonly type: 'probe changed'; readonly kind: 'startup' | 'readiness' | 'liveness' })
  | (ChartEvent & { readonly type: 'hook ended' })
  | (ChartEvent & {
      readonly type: 'image pulled';
      readonly took: number;
      readonly waited: number;
      readonly error?: string;
    })
  | (ChartEvent & {
      readonly type: 'cri answered';
      readonly call: string;
      readonly container?: string;
      readonly error?: string;
      readonly result: Readonly<Record<string, unknown>>;
      readonly tag: unknown;
    });

export const uidOf = ({ pod }: WorkerInput): string => pod.metadata.uid;
export const keyOfPod = (pod: Pod): string => `pods/${pod.metadata.namespace}/${pod.metadata.name}`;

/** The runtime's account of the Pod, as of the last relist: what every decision of a sync rests on. */
export const seen = (context: WorkerInput) => context.state.runtimeStatus(uidOf(context)) ?? nothingRuns;

/** Sends an event about the Pod, or about one of its containers. */
export function record(
  { port, state, pod }: WorkerInput,
  type: 'Normal' | 'Warning',
  reason: string,
  message: string,
  container?: string,
): void {
  const fieldPath = container === undefined ? undefined : fieldPathOf(pod, container);
  const event: EventCall = {
    verb: 'event',
    object: pod,
    type,
    reason,
    message,
    ...(fieldPath === undefined ? {} : { fieldPath }),
  };
  port.tell(`${state.node}/kubelet/events`, { type: 'record', event });
}

function fieldPathOf(pod: Pod, container: string): string {
  const lists = { initContainers: initContainersOf(pod), ephemeralContainers: ephemeralContainersOf(pod) };
  const [list = 'containers'] =
    Object.entries(lists).find(([, all]) => all.some(({ name }) => name === container)) ?? [];
  return `spec.${list}{${container}}`;
}

/** Whether a container counts as started, and as ready: by its probes where it has any. */
export function probed(context: WorkerInput): {
  readonly started: (container: string) => boolean;
  readonly ready: (container: string) => boolean;
} {
  const { state, pod } = context;
  const uid = pod.metadata.uid;
  const spec = (name: string): Container | undefined =>
    [...initContainersOf(pod), ...pod.spec.containers].find((container) => container.name === name);
  return {
    started: (name) => spec(name)?.startupProbe === undefined || state.probe(uid, name, 'startup') === 'success',
    ready: (name) => spec(name)?.readinessProbe === undefined || state.probe(uid, name, 'readiness') === 'success',
  };
}

/** How far a resize is: no longer in progress once every container that runs has what is set aside for it. */
export function resizeNow(context: WorkerInput): ResizeState {
  const { state, pod } = context;
  const uid = uidOf(context);
  const { inProgress, pending } = state.resizing.get(uid) ?? {};
  const resizable = [...initContainersOf(pod).filter(isSidecar), ...pod.spec.containers];
  const running = resizable.filter(({ name }) => newest(seen(context), name)?.state === 'running');
  const given = new Map(running.map(({ name }) => [name, state.actual(uid, name) ?? {}]));
  const over = inProgress === undefined || sameAllocation(given, askedBy(pod));
  return { ...(pending && { pending }), ...(over ? {} : { inProgress }) };
}

/** The status as it is to be reported now. */
export function statusNow(context: WorkerContext, finishing: boolean): PodStatus {
  const { pod, port, state, failures, end } = context;
  const before = { ...pod.status, ...state.reported.get(uidOf(context)) };
  const status = podStatus({
    pod,
    runtime: seen(context),
    before,
    hostIP: state.hostIP,
    now: port.now(),
    finishing,
    failures,
    resize: resizeNow(context),
    actual: (container) => state.actual(uidOf(context), container),
    ...probed(context),
    ...(end === undefined ? {} : { end }),
  });
  return status;
}

/** Hands a status to the status manager, which sends it in its own time. */
export function report(context: WorkerContext, status: PodStatus): void {
  const { port, state, pod } = context;
  state.reported.set(uidOf(context), status);
  port.tell(`${state.node}/kubelet/status-manager`, { type: 'status', pod, status });
  for (const { name, started, ready } of [
    ...(status.initContainerStatuses ?? []),
    ...(status.containerStatuses ?? []),
  ]) {
    const probe = `${port.address}/${name}/readiness`;
    if (started === true && !ready && port.lives(probe)) port.tell(probe, { type: 'probe now' });
  }
}
