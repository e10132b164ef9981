import { rfc3339 } from '../api/times.ts';
import type { Container, ContainerStatus, Pod, PodCondition } from '../api/types.ts';
import type { Phase } from './pod-phase.ts';
import type { PendingResize, ResizeInProgress } from './resize.ts';
import { initContainersOf, isSidecar } from './restart-policy.ts';

type Verdict = Pick<PodCondition, 'status' | 'reason' | 'message'>;

/** Conditions that the kubelet owns, in the order in which it lists them. */
export const kubeletConditions = [
  'PodReadyToStartContainers',
  'Initialized',
  'Ready',
  'ContainersReady',
  'PodScheduled',
] as const;

/** Of these the kubelet says something only while a resize is asked for. */
const resizeConditions = ['PodResizePending', 'PodResizeInProgress'] as const;

/** Whether nobody but the kubelet sets a condition. */
export const isOfKubelet = (type: string): boolean =>
  (kubeletConditions as readonly string[]).includes(type) || (resizeConditions as readonly string[]).includes(type);

/** How far a resize is. */
export interface ResizeState {
  readonly pending?: PendingResize & { readonly since: string };
  readonly inProgress?: ResizeInProgress;
}

/** Source: v1.35 pkg/kubelet/status/status_manager.go GetPodResizeConditions */
function resizing({ pending, inProgress }: ResizeState): readonly PodCondition[] {
  const condition = (type: string, since: string, observedGeneration: number, more: object = {}) => ({
    lastProbeTime: since,
    lastTransitionTime: since,
    observedGeneration,
    status: 'True',
    type,
    ...more,
  });
  return [
    ...(pending === undefined
      ? []
      : [
          condition('PodResizePending', pending.since, pending.generation, {
            message: pending.message,
            reason: pending.reason,
          }),
        ]),
    ...(inProgress === undefined ? [] : [condition('PodResizeInProgress', inProgress.since, inProgress.generation)]),
  ] as unknown as readonly PodCondition[];
}

const yes: Verdict = { status: 'True' };

/**
 * The conditions of a Pod, as far as they are the kubelet's; those of others are kept in front.
 * Source: v1.35 pkg/kubelet/status/generate.go
 */
export function podConditions(
  pod: Pod,
  phase: Phase,
  inits: readonly ContainerStatus[],
  containers: readonly ContainerStatus[],
  sandboxReady: boolean,
  now: number,
  before: readonly PodCondition[],
  resize: ResizeState = {},
): readonly PodCondition[] {
  const containersReady = containersReadyOf(pod, phase, inits, containers);
  const verdicts: Readonly<Record<(typeof kubeletConditions)[number], Verdict>> = {
    PodReadyToStartContainers: sandboxReady ? yes : { status: 'False' },
    Initialized: initialized(pod, phase, inits, containers),
    Ready: readyOf(pod, containersReady),
    ContainersReady: containersReady,
    PodScheduled: yes,
  };
  const foreign = before.filter((condition) => !isOfKubelet(condition.type));
  const own = kubeletConditions.map((type) => withTimes(type, verdicts[type], pod, now, before));
  return [...foreign, ...resizing(resize), ...own];
}

function withTimes(
  type: string,
  verdict: Verdict,
  pod: Pod,
  now: number,
  before: readonly PodCondition[],
): PodCondition {
  const old = before.find((condition) => condition.type === type);
  return {
    lastProbeTime: null as never,
    lastTransitionTime: old?.status === verdict.status ? (old.lastTransitionTime ?? rfc3339(now)) : rfc3339(now),
    ...(verdict.message === undefined ? {} : { message: verdict.message }),
    observedGeneration: pod.metadata.generation ?? 1,
    ...(verdict.reason === undefined ? {} : { reason: verdict.reason }),
    status: verdict.status,
    type,
  };
}

function containersReadyOf(
  pod: Pod,
  phase: Phase,
  inits: readonly ContainerStatus[],
  containers: readonly ContainerStatus[],
): Verdict {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  const counted: readonly Container[] = [...initContainersOf(pod).filter(isSidecar), ...pod.spec.containers];
  const all = [...inits, ...containers];
  const unready = counted
    .map(({ name }) => name)
    .filter((name) => all.find((status) => status.name === name)?.ready !== true);
  if (unready.length === 0) return yes;
  return {
    status: 'False',
    reason: 'ContainersNotReady',
    message: `containers with unready status: [${unready.join(' ')}]`,
  };
}

function readyOf(pod: Pod, containersReady: Verdict): Verdict {
  if (containersReady.status !== 'True') return containersReady;
  const missing: string[] = [];
  for (const { conditionType } of pod.spec.readinessGates ?? []) {
    const found = pod.status?.conditions?.find((condition) => condition.type === conditionType);
    if (found === undefined)
      missing.push(`corresponding condition of pod readiness gate "${conditionType}" does not exist.`);
    else if (found.status !== 'True')
      missing.push(`the status of pod readiness gate "${conditionType}" is not "True", but ${found.status}`);
  }
  if (missing.length === 0) return yes;
  return { status: 'False', reason: 'ReadinessGatesNotReady', message: missing.join(', ') };
}

function initialized(
  pod: Pod,
  phase: Phase,
  inits: readonly ContainerStatus[],
  containers: readonly ContainerStatus[],
): Verdict {
  if (phase === 'Succeeded') return { status: 'True', reason: 'PodCompleted' };
  if (containers.some(({ state }) => state?.running !== undefined || state?.terminated !== undefined)) return yes;
  const incomplete = initContainersOf(pod)
    .filter((container, i) => (isSidecar(container) ? inits[i]?.started !== true : inits[i]?.ready !== true))
    .map(({ name }) => name);
  if (incomplete.length === 0) return yes;
  const message = `containers with incomplete status: [${incomplete.join(' ')}]`;
  return { status: 'False', reason: 'ContainersNotInitialized', message };
}
