import { millisOf } from '../../../kubernetes/api/times.ts';
import type { PodStatus } from '../../../kubernetes/api/types.ts';
import { podActions } from '../../../kubernetes/node/pod-actions.ts';
import { allContainersOf, initContainersOf, isSidecar } from '../../../kubernetes/node/restart-policy.ts';
import { terminatedStatus } from '../../../kubernetes/node/terminated-status.ts';
import { mountedVolumes } from '../../../kubernetes/node/volumes.ts';
import { callRuntime } from '../container-runtime/cri-client.ts';
import type { ProbeKind } from './kubelet-state.ts';
import {
  keyOfPod,
  probed,
  record,
  report,
  seen,
  statusNow,
  uidOf,
  type WorkerContext,
  type WorkerEvent,
  type WorkerInput,
} from './pod-work.ts';

type Changed = Partial<WorkerContext>;

export const freshWorker = (input: WorkerInput): WorkerContext => ({
  ...input,
  work: {
    kind: input.pod.metadata.deletionTimestamp === undefined ? 'sync' : 'terminating',
    cause: input.port.cause(),
  },
  lastSync: Number.NEGATIVE_INFINITY,
  status: input.pod.status ?? {},
  actions: undefined,
  toStart: [],
  failures: new Map(),
  crashes: new Map(),
  pulls: new Map(),
  outcome: { kind: 'success' },
  waitingFor: 0,
  environment: {},
  imagePresent: false,
  justKilled: new Set(),
  mountingSince: 0,
  end: undefined,
  removed: false,
  stoppingSince: 0,
});

/** The Pod as it is now in the API, and whether it is to end. */
export function takeIn(_context: WorkerContext, event: WorkerEvent): Changed {
  switch (event.type) {
    case 'pod changed':
    case 'status changed':
      return { pod: event.pod };
    case 'pod removed':
      return { removed: true };
    default:
      return {};
  }
}

/** One place for pending work: what comes later replaces what came before, but an end stays an end. */
export function noteWork(context: WorkerContext, event: WorkerEvent): Changed {
  const ends =
    context.pod.metadata.deletionTimestamp !== undefined ||
    event.type === 'pod removed' ||
    context.work?.kind === 'terminating';
  return { work: { kind: ends ? 'terminating' : 'sync', cause: context.port.cause() } };
}

export const beginWork = (_context: WorkerContext): Changed => ({
  work: undefined,
  outcome: { kind: 'success' },
  toStart: [],
});

/**
 * Virtual ms until the Pod is looked at again although nothing happened: after a success a minute, after an error ten
 * seconds, after a crash what is left of the back-off but a minute at most; all times a factor of 1 to 1.5, and up to
 * the next tick of the second. Source: v1.35 pkg/kubelet/pod_workers.go completeWork
 */
export function untilNextLook({ outcome, port }: WorkerContext): number {
  const factor = 1 + port.draw() * 0.5;
  const tick = port.draw() * 1000;
  if (outcome.kind === 'success') return 60_000 * factor + tick;
  if (outcome.kind === 'error') return 10_000 * factor + tick;
  return Math.min(60_000, Math.max(0, outcome.until - port.now())) * factor + tick;
}

export function generateStatus(context: WorkerContext, finishing: boolean): Changed {
  return { status: statusNow(context, finishing) };
}

export const endStatus = ({ pod, status }: WorkerContext): Changed => ({ status: terminatedStatus(pod, status) });

export const reportStatus = (context: WorkerContext): void => report(context, context.status);

/**
 * A probe's result goes out at once; the sync that follows comes after the next relist. That a container has started is
 * written into the status as it was reported last, so a container without a readiness probe is ready only after that sync.
 * Source: v1.35 pkg/kubelet/status/status_manager.go SetContainerStartup, SetContainerReadiness
 */
export function reportAtOnce(context: WorkerContext, event: WorkerEvent): void {
  const { state } = context;
  if (state.terminated.has(uidOf(context))) return;
  const last = state.reported.get(uidOf(context));
  const startup = event.type === 'probe changed' && event.kind === 'startup';
  report(context, startup && last !== undefined ? withStarted(context, last) : statusNow(context, false));
}

function withStarted(context: WorkerContext, status: PodStatus): PodStatus {
  const { started } = probed(context);
  const seenNow = (list: PodStatus['containerStatuses']) =>
    list?.map((each) => (each.state?.running === undefined ? each : { ...each, started: started(each.name) }));
  const inits = seenNow(status.initContainerStatuses);
  return {
    ...status,
    ...(inits === undefined ? {} : { initContainerStatuses: inits }),
    ...(status.containerStatuses === undefined ? {} : { containerStatuses: seenNow(status.containerStatuses) }),
  } as PodStatus;
}

export const mountsAnything = ({ pod }: WorkerContext): boolean => mountedVolumes(pod).length > 0;

/** The first reference on a node opens one watch for each ConfigMap and Secret. */
export function registerObjects({ port, state, pod }: WorkerContext): void {
  port.tell(`${state.node}/kubelet`, { type: 'register objects', pod });
}

export function askForVolumes({ port, state, pod }: WorkerContext): void {
  const mounted = state.mounted.has(pod.metadata.uid);
  port.tell(`${state.node}/kubelet/volume-manager`, { type: mounted ? 'refresh' : 'mount', pod });
}

/** Every container with a probe gets a worker for it, which waits until the container runs. */
export function startProbes(context: WorkerContext): void {
  const { port, world, state, store, pod } = context;
  for (const container of allContainersOf(pod)) {
    if (initContainersOf(pod).includes(container) && !isSidecar(container)) continue;
    const probes = {
      startup: container.startupProbe,
      readiness: container.readinessProbe,
      liveness: container.livenessProbe,
    };
    for (const [kind, probe] of Object.entries(probes)) {
      const address = `${port.address}/${container.name}/${kind}`;
      if (probe === undefined || port.lives(address)) continue;
      port.spawn(address, 'probe', {
        world,
        state,
        store,
        pod,
        container,
        probe,
        kind: kind as ProbeKind,
        worker: port.address,
      });
    }
  }
}

export function stopProbes({ port, pod }: WorkerContext, kinds: readonly ProbeKind[]): void {
  for (const container of allContainersOf(pod)) {
    for (const kind of kinds) port.stop(`${port.address}/${container.name}/${kind}`);
  }
}

/** What this sync has to do, from the runtime's account and the probes. */
export function compare(context: WorkerContext): Changed {
  const { state, pod } = context;
  const uid = uidOf(context);
  const verdict = (kind: ProbeKind) => (name: string) => state.probe(uid, name, kind) === 'failure';
  const actions = podActions(pod, seen(context), {
    livenessFailed: verdict('liveness'),
    startupFailed: verdict('startup'),
    started: probed(context).started,
    actual: (container) => state.actual(uid, container),
  });
  return { actions, toStart: actions.start };
}

export function sayActions(context: WorkerContext): void {
  const { port, pod, actions } = context;
  if (actions === undefined) return;
  const parts = [
    ...(actions.killPod ? ['stop the Pod'] : []),
    ...(actions.createSandbox ? ['make a sandbox'] : []),
    ...actions.kill.map(({ container }) => `stop ${container}`),
    ...actions.start.map(({ name }) => `start ${name}`),
    ...actions.resize.map(({ name }) => `give ${name} other resources`),
  ];
  if (parts.length === 0) return;
  port.decide({
    kind: 'sync',
    about: keyOfPod(pod),
    says: `The kubelet compared ${pod.metadata.name} with the runtime and has to ${parts.join(', ')}.`,
    data: {
      ...actions,
      start: actions.start.map(({ name }) => name),
      resize: actions.resize.map(({ name }) => name),
    },
  });
}

export function askForSandbox(context: WorkerContext): void {
  const { port, state, pod, actions } = context;
  if (actions?.killPod === true)
    record(context, 'Normal', 'SandboxChanged', 'Pod sandbox changed, it will be killed and re-created.');
  callRuntime(port, state.node, 'RunPodSandbox', pod, { detail: { attempt: actions?.attempt ?? 0 } });
}

export function saySandboxFailed(context: WorkerContext, event: WorkerEvent): void {
  if (event.type !== 'cri answered') return;
  record(context, 'Warning', 'FailedCreatePodSandBox', `Failed to create pod sandbox: ${event.error ?? ''}`);
}

/** A regular init container that could not be started ends the sync. */
export const initFailed = ({ pod, toStart, failures, outcome }: WorkerContext): boolean =>
  outcome.kind !== 'success' &&
  toStart.length > 0 &&
  initContainersOf(pod).some((container) => !isSidecar(container) && failures.has(container.name));

export function askForImage(context: WorkerContext): void {
  const { port, state, pod, toStart } = context;
  const [container] = toStart;
  if (container === undefined) return;
  callRuntime(port, state.node, 'ImageStatus', pod, {
    container: container.name,
    detail: { image: container.image ?? '' },
  });
}

export function sayFailed(context: WorkerContext, container: string, message: string): void {
  record(context, 'Warning', 'Failed', `Error: ${message}`, container);
}

export function saySomethingFailed(context: WorkerContext, container: string, event: WorkerEvent): void {
  if (event.type === 'cri answered') sayFailed(context, container, event.error ?? '');
}

export function sayStarted(context: WorkerContext, container: string): void {
  record(context, 'Normal', 'Started', 'Container started', container);
}

export function runHook(context: WorkerContext): void {
  const { port, state, pod, toStart } = context;
  const [container] = toStart;
  const command = container?.lifecycle?.postStart?.exec?.command ?? [];
  callRuntime(port, state.node, 'ExecSync', pod, { container: container?.name ?? '', detail: { command } });
}

export function stopAfterHook(context: WorkerContext, container: string): void {
  const { port, state, pod } = context;
  record(context, 'Warning', 'FailedPostStartHook', 'PostStartHook failed', container);
  record(context, 'Normal', 'Killing', 'FailedPostStartHook', container);
  callRuntime(port, state.node, 'StopContainer', pod, {
    container,
    detail: { timeout: pod.spec.terminationGracePeriodSeconds ?? 30 },
    replyTo: `${state.node}/kubelet`,
  });
}

export function stopAfterPreStop(context: WorkerContext, event: WorkerEvent): void {
  const { port, state, pod } = context;
  const { container, detail } = event as unknown as { container: string; detail: Readonly<Record<string, unknown>> };
  callRuntime(port, state.node, 'StopContainer', pod, { container, detail });
}

export function tearDown(context: WorkerContext): void {
  const { port, state } = context;
  port.tell(`${state.node}/kubelet/volume-manager`, { type: 'unmount', uid: uidOf(context) });
}

export function forget(context: WorkerContext): void {
  const { port, state, store, pod } = context;
  const uid = uidOf(context);
  store.remove(uid);
  state.forget(uid);
  port.tell(`${state.node}/kubelet`, { type: 'worker ended', uid });
  port.fact({ node: state.node, pod: `${pod.metadata.namespace}/${pod.metadata.name}`, uid, state: 'removed' });
}

const deadlineMessage = 'Pod was active on the node longer than the specified deadline';
export const deadlineEnd = { reason: 'DeadlineExceeded', message: deadlineMessage };

/**
 * Virtual ms until activeDeadlineSeconds are over, counted from status.startTime, which is cut to whole seconds;
 * Infinity without a deadline. Source: v1.35 pkg/kubelet/active_deadline.go
 */
export function activeDeadline({ pod, port }: WorkerContext): number {
  const seconds = pod.spec.activeDeadlineSeconds;
  if (seconds === undefined) return Number.POSITIVE_INFINITY;
  const started = millisOf(pod.status?.startTime) ?? Math.floor(port.now() / 1000) * 1000;
  return started + Number(seconds) * 1000 - port.now() + port.draw() * 1000;
}

/** Said with every status that is made after the deadline. Source: v1.35 pkg/kubelet/active_deadline.go ShouldEvict */
export function sayDeadline(context: WorkerContext): void {
  if (context.end === deadlineEnd) record(context, 'Normal', 'DeadlineExceeded', deadlineMessage);
}
