/** Virtual time zero, in milliseconds of the Unix epoch: 2026-01-01T00:00:00Z. */
export const epoch = 1_767_225_600_000;

let written = { second: Number.NaN, text: '' };

/** Virtual ms as the API writes `metav1.Time`: whole seconds, cut. Much happens within one second, so the last is kept. */
export function rfc3339(ms: number): string {
  const second = Math.floor(ms / 1000);
  if (second !== written.second)
    written = { second, text: `${new Date(epoch + second * 1000).toISOString().slice(0, 19)}Z` };
  return written.text;
}

/** Virtual ms as the API writes `metav1.MicroTime`. */
export function rfc3339Micro(ms: number): string {
  const whole = Math.floor(ms / 1000) * 1000;
  const micros = Math.round((ms - whole) * 1000);
  return `${new Date(epoch + whole).toISOString().slice(0, 19)}.${String(micros).padStart(6, '0')}Z`;
}

/** Virtual ms of an API time; undefined if it is none. */
export function millisOf(timestamp: string | undefined): number | undefined {
  if (timestamp === undefined) return undefined;
  const at = Date.parse(timestamp);
  return Number.isNaN(at) ? undefined : at - epoch;
}
