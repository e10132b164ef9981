import type { Pod, PodStatus } from '../../../kubernetes/api/types.ts';
import { type Allocation, type Resources, withAllocation } from '../../../kubernetes/node/allocation.ts';
import type { ResizeState } from '../../../kubernetes/node/pod-conditions.ts';
import { nothingRuns, type PodRuntimeStatus } from '../../../kubernetes/node/runtime-status.ts';
import type { EntryId } from '../../../trace/trace.ts';

export type ProbeKind = 'startup' | 'readiness' | 'liveness';
export type ProbeOutcome = 'success' | 'failure';

/**
 * What the parts of one kubelet share in its memory: the Pods it knows, what the last relist saw, and the results
 * of the probes. Source: v1.35 pkg/kubelet/kubelet.go (pod manager, pod cache, probe result managers)
 */
export class KubeletState {
  /** Virtual ms of the last relist. */
  relistedAt = Number.NEGATIVE_INFINITY;
  readonly pods = new Map<string, Pod>();
  /** Pods whose containers have all been stopped for good. */
  readonly terminated = new Set<string>();
  readonly mounted = new Set<string>();
  /** Pod workers that wait for a relist. */
  readonly waitingForRelist = new Set<string>();
  /** What each status manager entry was last told, to generate the next status from. */
  readonly reported = new Map<string, PodStatus>();
  /** What is set aside for the containers of a Pod, by its uid. */
  readonly allocated = new Map<string, Allocation>();
  /** What its containers have. */
  readonly actuated = new Map<string, Map<string, Resources>>();
  readonly resizing = new Map<string, ResizeState>();
  /** Whether a time is set at which waiting resizes are looked at again. */
  retriesResizes = false;
  /** Pods that the next relist tells their workers of, whatever it finds. */
  readonly toReinspect = new Set<string>();
  private readonly seen = new Map<string, PodRuntimeStatus>();
  private readonly probes = new Map<string, { outcome: ProbeOutcome; containerId: string }>();

  constructor(
    readonly node: string,
    readonly hostIP: string,
  ) {}

  /** The runtime status of a Pod as of the last relist. */
  runtimeStatus(uid: string): PodRuntimeStatus {
    return this.seen.get(uid) ?? nothingRuns;
  }

  see(uid: string, status: PodRuntimeStatus): void {
    this.seen.set(uid, status);
  }

  forget(uid: string): void {
    this.seen.delete(uid);
    this.pods.delete(uid);
    this.terminated.delete(uid);
    this.mounted.delete(uid);
    this.reported.delete(uid);
    this.allocated.delete(uid);
    this.actuated.delete(uid);
    this.resizing.delete(uid);
    this.toReinspect.delete(uid);
  }

  /** What a container has, once somebody has given it something. */
  actual(uid: string, container: string): Resources | undefined {
    return this.actuated.get(uid)?.get(container);
  }

  give(uid: string, container: string, resources: Resources): void {
    const given = this.actuated.get(uid) ?? new Map<string, Resources>();
    this.actuated.set(uid, given.set(container, resources));
  }

  /** The Pods that have or will have containers here, with what is set aside for them. */
  get admitted(): readonly Pod[] {
    return [...this.pods.values()]
      .filter(({ metadata: { uid } }) => !this.terminated.has(uid))
      .map((pod) => withAllocation(pod, this.allocated.get(pod.metadata.uid)));
  }

  setProbe(uid: string, container: string, kind: ProbeKind, outcome: ProbeOutcome, containerId: string): void {
    this.probes.set(`${uid}/${container}/${kind}`, { outcome, containerId });
  }

  /** The result that stands for the instance of the container that the last relist saw. */
  probe(uid: string, container: string, kind: ProbeKind): ProbeOutcome | undefined {
    const current = this.runtimeStatus(uid).containers.find((candidate) => candidate.name === container);
    const result = this.probes.get(`${uid}/${container}/${kind}`);
    return result !== undefined && result.containerId === current?.id ? result.outcome : undefined;
  }
}

/** Cause of what a relist brings to light: the change of the container itself. */
export const newestCause = (status: PodRuntimeStatus): EntryId | undefined => {
  const causes = status.containers.map((container) => container.cause);
  return causes.length === 0 ? undefined : Math.max(...causes);
};
