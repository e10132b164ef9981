/** One thing that keeps failing. Times in virtual ms. */
export interface BackOffEntry {
  readonly delay: number;
  /** When the last step was taken. */
  readonly since: number;
}

export type BackOff = ReadonlyMap<string, BackOffEntry>;

export const firstBackOff = 10_000;
export const longestBackOff = 300_000;

/**
 * Doubles the delay of a key, or begins with ten seconds if it is new or its last step is long past.
 * Source: v1.35 staging/src/k8s.io/client-go/util/flowcontrol/backoff.go Next
 *
 * @param resetAfter virtual ms without a step after which the count begins anew
 */
export function next(backOff: BackOff, key: string, at: number, resetAfter = 600_000): BackOff {
  const before = backOff.get(key);
  const fresh = before === undefined || at - before.since > resetAfter;
  const delay = fresh ? firstBackOff : Math.min(before.delay * 2, longestBackOff);
  return new Map([...backOff, [key, { delay, since: at }]]);
}

/** Virtual ms until `from + delay`; 0 when the wait is over. */
export function remaining(backOff: BackOff, key: string, from: number, now: number): number {
  const entry = backOff.get(key);
  if (entry === undefined) return 0;
  return Math.max(0, from + entry.delay - now);
}

/** A duration as Go prints it: `10s`, `1m20s`, `5m0s`, `1.044s`, `486ms`, `0s`. */
export function goDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 1000) return `${trimmed(ms)}ms`;
  const minutes = Math.floor(ms / 60_000);
  const seconds = trimmed((ms - minutes * 60_000) / 1000);
  if (minutes === 0) return `${seconds}s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes}m${seconds}s` : `${hours}h${minutes % 60}m${seconds}s`;
}

const trimmed = (value: number): string => String(Number(value.toFixed(3)));
