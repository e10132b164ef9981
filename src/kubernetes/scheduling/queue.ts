import type { Pod } from '../api/types.ts';

interface Queued {
  readonly pod: Pod;
  /** Virtual ms when it was put into the queue. */
  readonly since: number;
  readonly attempts: number;
  /** Plugins that refused it at the last attempt. */
  readonly rejectedBy: readonly string[];
}

/** Virtual ms. */
export const firstBackOff = 1000;
const longestBackOff = 10_000;
const flushAfter = 300_000;

/** How long a Pod waits after so many failed attempts, virtual ms. */
export const backOffAfter = (attempts: number): number =>
  attempts <= 0 ? 0 : Math.min(firstBackOff * 2 ** (attempts - 1), longestBackOff);

/**
 * The Pods without a node: those to be tried now, those in back-off, and those that wait for a change in the cluster
 * that could make them fit. Source: v1.35 pkg/scheduler/backend/queue/scheduling_queue.go
 */
export class SchedulingQueue {
  private readonly active = new Map<string, Queued>();
  private readonly backingOff = new Map<string, Queued>();
  private readonly unschedulable = new Map<string, Queued>();

  add(pod: Pod, now: number): void {
    const uid = pod.metadata.uid;
    if (this.backingOff.has(uid) || this.unschedulable.has(uid)) return;
    this.active.set(uid, { pod, since: now, attempts: 0, rejectedBy: [] });
  }

  remove(uid: string): void {
    this.active.delete(uid);
    this.backingOff.delete(uid);
    this.unschedulable.delete(uid);
  }

  /** The next: higher priority first, then the one that waits longer; one in back-off only when no other is there. */
  pop(): Queued | undefined {
    const from = this.active.size > 0 ? this.active : this.backingOff;
    let best: Queued | undefined;
    for (const queued of from.values()) {
      const higher = (queued.pod.spec.priority ?? 0) - (best?.pod.spec.priority ?? 0);
      if (best === undefined || higher > 0 || (higher === 0 && queued.since < best.since)) best = queued;
    }
    if (best !== undefined) from.delete(best.pod.metadata.uid);
    return best;
  }

  get empty(): boolean {
    return this.active.size === 0 && this.backingOff.size === 0;
  }

  refused(queued: Queued, rejectedBy: readonly string[], now: number): void {
    const again = { ...queued, since: now, attempts: queued.attempts + 1, rejectedBy };
    this.unschedulable.set(queued.pod.metadata.uid, again);
  }

  /** Wakes those for which a change may help; returns how many. */
  wake(helps: (queued: Queued) => boolean, now: number): number {
    let woken = 0;
    for (const [uid, queued] of [...this.unschedulable]) {
      if (!helps(queued)) continue;
      this.unschedulable.delete(uid);
      const stillBackingOff = queued.since + backOffAfter(queued.attempts) > now;
      (stillBackingOff ? this.backingOff : this.active).set(uid, queued);
      woken += 1;
    }
    return woken;
  }

  /** Those that have waited for five minutes are tried again whatever happened. */
  flush(now: number): number {
    return this.wake(({ since }) => now - since > flushAfter, now);
  }

  update(pod: Pod): void {
    for (const pool of [this.active, this.backingOff, this.unschedulable]) {
      const queued = pool.get(pod.metadata.uid);
      if (queued !== undefined) pool.set(pod.metadata.uid, { ...queued, pod });
    }
  }
}

export type { Queued };
