import { epoch } from '../../api/times.ts';

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (number: number): string => String(number).padStart(2, '0');

/**
 * What `date` prints: the usual line, or the given format. Containers live in UTC.
 * @param now virtual ms
 * @param format with `%Y` and its like
 */
export function dateText(now: number, format = '%a %b %e %H:%M:%S %Z %Y'): string {
  const ms = epoch + now;
  const date = new Date(ms);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const [hours, minutes, seconds] = [date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()];
  const values: Readonly<Record<string, string>> = {
    Y: String(year),
    y: two(year % 100),
    m: two(month + 1),
    d: two(day),
    e: String(day).padStart(2),
    H: two(hours),
    I: two(hours % 12 || 12),
    M: two(minutes),
    S: two(seconds),
    p: hours < 12 ? 'AM' : 'PM',
    s: String(Math.floor(ms / 1000)),
    N: String(Math.floor((ms % 1000) * 1e6)).padStart(9, '0'),
    a: days[date.getUTCDay()] ?? '',
    b: months[month] ?? '',
    h: months[month] ?? '',
    F: `${year}-${two(month + 1)}-${two(day)}`,
    T: `${two(hours)}:${two(minutes)}:${two(seconds)}`,
    R: `${two(hours)}:${two(minutes)}`,
    D: `${two(month + 1)}/${two(day)}/${two(year % 100)}`,
    Z: 'UTC',
    z: '+0000',
    n: '\n',
    t: '\t',
    '%': '%',
  };
  return format.replace(/%(.)/g, (whole, letter: string) => values[letter] ?? whole);
}
