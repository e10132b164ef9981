/** Virtual ms. */
export const firstBackOff = 1000;
const longestBackOff = 10_000;

/** How long a Pod waits after so many failed attempts, virtual ms. Source: v1.35 backend/queue/backoff_queue.go calculateBackoffDuration */
export const backOffAfter = (failures: number, initial = firstBackOff, longest = longestBackOff): number =>
  failures <= 0 ? 0 : Math.min(initial * 2 ** (failures - 1), longest);

/** Back-offs are looked at once a second, so fractions do not count. */
export const wholeSecond = (ms: number): number => Math.floor(ms / 1000) * 1000;

/** Virtual ms when a back-off ends that began at `since`. */
export const backOffEnds = (since: number, failures: number): number => wholeSecond(since + backOffAfter(failures));
