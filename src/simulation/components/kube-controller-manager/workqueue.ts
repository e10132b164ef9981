import type { EntryId } from '../../../trace/trace.ts';

/** Back-off of a failing key, virtual ms. Source: v1.35 client-go/util/workqueue/default_rate_limiters.go */
const longestDelay = 1_000_000;

/**
 * Keys to be worked on: each at most once in the queue and at most once in work; a key that comes in while it is
 * worked on waits until that is over. Of the times at which a key shall come in by itself, the earliest counts.
 * Source: v1.35 staging/src/k8s.io/client-go/util/workqueue/{queue,delaying_queue}.go
 */
export class Workqueue {
  /** @param firstDelay pause before the first new try of a key that failed, virtual ms */
  constructor(private readonly firstDelay = 5) {}

  private readonly queued = new Map<string, EntryId>();
  private readonly again = new Map<string, EntryId>();
  private readonly working = new Set<string>();
  private readonly failures = new Map<string, number>();
  /** When a key comes in by itself, in virtual ms. */
  private readonly due = new Map<string, number>();

  add(key: string, cause: EntryId): void {
    if (this.working.has(key)) this.again.set(key, cause);
    else this.queued.set(key, cause);
  }

  /** Lets a key come in at a time; false where it comes in by then anyway. */
  addAt(key: string, at: number): boolean {
    const known = this.due.get(key);
    if (known !== undefined && known <= at) return false;
    this.due.set(key, at);
    return true;
  }

  /** The time has come; false where an earlier one has taken its place. */
  comesDue(key: string, at: number): boolean {
    return this.due.get(key) === at && this.due.delete(key);
  }

  /** The next key and what brought it in; undefined when none waits or all workers are busy. */
  take(workers: number): { readonly key: string; readonly cause: EntryId } | undefined {
    if (this.working.size >= workers) return undefined;
    const first = this.queued.entries().next();
    if (first.done === true) return undefined;
    const [key, cause] = first.value;
    this.queued.delete(key);
    this.working.add(key);
    return { key, cause };
  }

  done(key: string): void {
    this.working.delete(key);
    const cause = this.again.get(key);
    if (cause === undefined) return;
    this.again.delete(key);
    this.queued.set(key, cause);
  }

  /** How long a key that failed has to wait, virtual ms. */
  delayAfterFailure(key: string): number {
    const failures = this.failures.get(key) ?? 0;
    this.failures.set(key, failures + 1);
    return Math.min(this.firstDelay * 2 ** failures, longestDelay);
  }

  forget(key: string): void {
    this.failures.delete(key);
  }
}
