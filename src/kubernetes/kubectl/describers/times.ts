import { humanDuration } from '../printers/ages.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (count: number): string => String(count).padStart(2, '0');

/** RFC 3339 as Go's time.RFC1123Z, in UTC: `Mon, 23 Nov 2026 22:59:29 +0000`. */
export function rfc1123(timestamp: unknown): string {
  const at = new Date(typeof timestamp === 'string' ? timestamp : Number.NaN);
  if (Number.isNaN(at.getTime())) return 'Mon, 01 Jan 0001 00:00:00 +0000';
  const date = `${days[at.getUTCDay()]}, ${two(at.getUTCDate())} ${months[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

/** RFC 3339 as Go prints a time with %s, in UTC: `2026-11-23 22:46:56 +0000 UTC`. */
export const goTime = (timestamp: unknown): string =>
  `${String(timestamp ?? '0001-01-01T00:00:00Z')
    .slice(0, 19)
    .replace('T', ' ')} +0000 UTC`;

/** `5m`: since then; `<unknown>` where nothing stands. Both are RFC 3339. */
export function since(timestamp: unknown, now: string): string {
  if (typeof timestamp !== 'string' || timestamp === '') return '<unknown>';
  return humanDuration(Date.parse(now) - Date.parse(timestamp));
}
