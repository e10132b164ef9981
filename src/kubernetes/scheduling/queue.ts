import type { ClusterView } from '../api/calls.ts';
import type { Pod } from '../api/types.ts';
import { backOffEnds, firstBackOff, wholeSecond } from './back-off.ts';
import { priorityOf } from './preemption/importance.ts';
import type { ClusterEvent } from './queueing-hint.ts';
import type { Hints, Worth } from './queueing-hints.ts';

/** A Pod without a node, with what has come of it so far. */
export interface Queued {
  readonly pod: Pod;
  /** Virtual ms when it was put into the queue, or put back after an attempt. */
  readonly since: number;
  readonly attempts: number;
  /** Attempts that plugins ended: the back-off grows with them. */
  readonly failures: number;
  /** Attempts in a row that ended with an error; as long as there are some, the back-off grows with these. */
  readonly errors: number;
  /** Plugins that refused it at the last attempt. */
  readonly rejectedBy: readonly string[];
  /** Its scheduling gates keep it out of every attempt. */
  readonly gated: boolean;
}

/** A Pod that a change of the cluster brought back. */
export interface Woken {
  readonly pod: Pod;
  /** The plugin whose rejection the change may have lifted. */
  readonly by: string;
  readonly to: 'active' | 'back-off';
}

const flushAfter = 300_000;

const isGated = (pod: Pod): boolean => (pod.spec.schedulingGates ?? []).length > 0;

/** Higher priority first, then the one that waits longer. Source: v1.35 plugins/queuesort/priority_sort.go */
export const goesBefore = (a: Pick<Queued, 'pod' | 'since'>, b: Pick<Queued, 'pod' | 'since'>): boolean =>
  priorityOf(a.pod) === priorityOf(b.pod) ? a.since < b.since : priorityOf(a.pod) > priorityOf(b.pod);

/** Source: v1.35 pkg/scheduler/backend/queue/backoff_queue.go calculateBackoffDuration */
const endOf = ({ since, errors, failures }: Queued): number => backOffEnds(since, errors > 0 ? errors : failures);

/** Back-offs that end in the same second count as one; then as in the active queue. Source: v1.35 backoff_queue.go lessBackoffCompletedWithPriority */
export function endsBefore(a: Queued, b: Queued): boolean {
  const [first, second] = [endOf(a), endOf(b)];
  return first === second ? goesBefore(a, b) : first < second;
}

/**
 * The Pods without a node: those to be tried now, those in back-off, and those that wait for a change in the cluster
 * that could make them fit. Source: v1.35 pkg/scheduler/backend/queue/scheduling_queue.go
 */
export class SchedulingQueue {
  private readonly active = new Map<string, Queued>();
  private readonly backingOff = new Map<string, Queued>();
  /** After an error, and not after a refusal: these wait to the end. */
  private readonly afterError = new Map<string, Queued>();
  private readonly unschedulable = new Map<string, Queued>();
  /** Taken from the queue and not put back: the one that is being tried, and those that are being bound. */
  private readonly inFlight = new Map<string, Queued>();
  /** What happened while the Pod at hand was being tried: it may have come too late for the decision. */
  private missed: ClusterEvent[] = [];
  private tried: string | undefined;

  constructor(private readonly hints: Hints) {}

  /** @returns whether its gates keep it out */
  add(pod: Pod, now: number): boolean {
    const { uid } = pod.metadata;
    if (this.backingOff.has(uid) || this.unschedulable.has(uid) || this.afterError.has(uid)) return false;
    const queued = { pod, since: now, attempts: 0, failures: 0, errors: 0, rejectedBy: [], gated: isGated(pod) };
    (queued.gated ? this.unschedulable : this.active).set(uid, queued);
    return queued.gated;
  }

  /** The Pod has a node, or is gone. */
  forget(uid: string): void {
    this.inFlight.delete(uid);
    this.remove(uid);
    if (this.tried === uid) this.endAttempt();
  }

  /** The Pod at hand is given a node: what happens from now on is no news for it. */
  assumed(): void {
    this.endAttempt();
  }

  private endAttempt(): readonly ClusterEvent[] {
    const { missed } = this;
    this.missed = [];
    this.tried = undefined;
    return missed;
  }

  private remove(uid: string): void {
    for (const pool of [this.active, this.backingOff, this.afterError, this.unschedulable]) pool.delete(uid);
  }

  /** The next to be tried; one that still backs off only when no other is there. */
  pop(now = Number.NEGATIVE_INFINITY): Queued | undefined {
    this.endBackOffs(this.backingOff, now);
    const best =
      this.active.size > 0 ? first(this.active.values(), goesBefore) : first(this.backingOff.values(), endsBefore);
    if (best === undefined) return undefined;
    this.remove(best.pod.metadata.uid);
    const popped = { ...best, attempts: best.attempts + 1 };
    this.endAttempt();
    this.tried = best.pod.metadata.uid;
    this.inFlight.set(this.tried, popped);
    return popped;
  }

  get empty(): boolean {
    return this.active.size === 0 && this.backingOff.size === 0;
  }

  /** Virtual ms when the next Pod that failed with an error may be tried again. */
  get errorBackOffEnds(): number | undefined {
    const next = first(this.afterError.values(), endsBefore);
    return next && endOf(next) + firstBackOff;
  }

  /**
   * Puts a Pod back that the plugins refused; what happened meanwhile may send it on at once. One that has gone
   * meanwhile, or that somebody else has given a node, is not put back; one that has changed comes back as it is now.
   * Without a plugin that refused it, as in a cluster without nodes, it is no refusal but an error.
   * Source: v1.35 pkg/scheduler/schedule_one.go handleSchedulingFailure, scheduling_queue.go AddUnschedulableIfNotPresent
   */
  refused({ pod: { metadata } }: Queued, rejectedBy: readonly string[], now: number, view: ClusterView): void {
    const { uid } = metadata;
    const tried = this.inFlight.get(uid);
    if (tried === undefined) return;
    if (rejectedBy.length === 0) {
      this.failed(tried.pod, now);
      return;
    }
    const missed = this.tried === uid ? this.endAttempt() : [];
    this.inFlight.delete(uid);
    const again = { ...tried, since: now, failures: tried.failures + 1, errors: 0, rejectedBy };
    const helps = missed.some((event) => this.hints.worth(again, event, view) !== undefined);
    (helps ? this.backingOff : this.unschedulable).set(uid, again);
  }

  /** Puts a Pod back whose attempt ended with an error, such as a binding that was refused. */
  failed(pod: Pod, now: number): void {
    const { uid } = pod.metadata;
    const { attempts, failures, errors } = this.inFlight.get(uid) ?? { attempts: 1, failures: 0, errors: 0 };
    if (this.tried === uid) this.endAttempt();
    this.inFlight.delete(uid);
    this.afterError.set(uid, { pod, since: now, attempts, failures, errors: errors + 1, rejectedBy: [], gated: false });
  }

  /** Those whose back-off after an error is over. */
  flushErrors(now: number): void {
    this.endBackOffs(this.afterError, now);
  }

  private endBackOffs(pool: Map<string, Queued>, now: number): void {
    for (const [uid, queued] of [...pool]) {
      if (stillBacksOff(queued, now)) continue;
      pool.delete(uid);
      this.active.set(uid, queued);
    }
  }

  /** Brings back those whom a change of the cluster may help. */
  happened(event: ClusterEvent, view: ClusterView, now: number): readonly Woken[] {
    if (this.tried !== undefined) this.missed.push(event);
    if (this.unschedulable.size === 0) return [];
    const woken: Woken[] = [];
    for (const queued of [...this.unschedulable.values()]) {
      if (queued.gated) continue;
      const worth = this.hints.worth(queued, event, view);
      if (worth !== undefined) woken.push(this.bringBack(queued, worth, now));
    }
    return woken;
  }

  /** Those that have waited for five minutes are tried again whatever happened. */
  flush(now: number): readonly Woken[] {
    return [...this.unschedulable.values()]
      .filter(({ since, gated }) => !gated && now - since > flushAfter)
      .map((queued) => this.bringBack(queued, { by: 'UnschedulableTimeout' }, now));
  }

  /**
   * A Pod itself has changed: it may have lost its gates, or have become easier to place.
   * @returns whether it is to be tried
   */
  update(pod: Pod, events: readonly ClusterEvent[], view: ClusterView, now: number): boolean {
    const { uid } = pod.metadata;
    for (const pool of [this.active, this.backingOff, this.afterError]) {
      const queued = pool.get(uid);
      if (queued !== undefined) pool.set(uid, { ...queued, pod });
    }
    const flying = this.inFlight.get(uid);
    if (flying !== undefined) this.inFlight.set(uid, { ...flying, pod });
    if (this.tried === uid) this.missed.push(...events);
    const waiting = this.unschedulable.get(uid);
    if (waiting === undefined) return false;
    const changed = { ...waiting, pod, gated: isGated(pod) };
    this.unschedulable.set(uid, changed);
    if (changed.gated) return false;
    if (waiting.gated) {
      this.bringBack(changed, { by: 'SchedulingGates' }, now);
      return true;
    }
    const worth = events.map((event) => this.hints.worth(changed, event, view)).find((found) => found !== undefined);
    if (worth === undefined) return false;
    this.bringBack(changed, worth, now);
    return true;
  }

  private bringBack(queued: Queued, { by }: Worth, now: number): Woken {
    const { uid } = queued.pod.metadata;
    this.unschedulable.delete(uid);
    const to = stillBacksOff(queued, now) ? 'back-off' : 'active';
    (to === 'active' ? this.active : this.backingOff).set(uid, queued);
    return { pod: queued.pod, by, to };
  }
}

/** Seconds count whole, so that a back-off that ends within this one is not over yet. */
const stillBacksOff = (queued: Queued, now: number): boolean =>
  queued.errors + queued.failures > 0 && endOf(queued) >= wholeSecond(now);

function first(all: Iterable<Queued>, before: (a: Queued, b: Queued) => boolean): Queued | undefined {
  let best: Queued | undefined;
  for (const queued of all) if (best === undefined || before(queued, best)) best = queued;
  return best;
}
