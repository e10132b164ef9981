import type { EntryId } from '../../../trace/trace.ts';

/** Back-off of a failing key, virtual ms. Source: v1.35 client-go/util/workqueue/default_rate_limiters.go */
const firstDelay = 5;
const longestDelay = 1_000_000;

/**
 * Keys to be worked on: each at most once in the queue and at most once in work; a key that comes in while it is
 * worked on waits until that is over. Source: v1.35 staging/src/k8s.io/client-go/util/workqueue/queue.go
 */
export class Workqueue {
  private readonly queued = new Map<string, EntryId>();
  private readonly again = new Map<string, EntryId>();
  private readonly working = new Set<string>();
  private readonly failures = new Map<string, number>();

  add(key: string, cause: EntryId): void {
    if (this.working.has(key)) this.again.set(key, cause);
    else this.queued.set(key, cause);
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
    return Math.min(firstDelay * 2 ** failures, longestDelay);
  }

  forget(key: string): void {
    this.failures.delete(key);
  }
}
