import { goQuote } from '../api/go-text.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly names: readonly string[];
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const days = 'sun mon tue wed thu fri sat'.split(' ');
const fields: readonly Bounds[] = [
  { min: 0, max: 59, names: [] },
  { min: 0, max: 23, names: [] },
  { min: 1, max: 31, names: [] },
  { min: 1, max: 12, names: months },
  { min: 0, max: 6, names: days },
];

const descriptors = new Set(['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly']);

/**
 * What is wrong with a schedule in the words of the library that reads it, or nothing.
 * Source: robfig/cron/v3 parser.go ParseStandard
 */
export function scheduleProblem(text: string): string | undefined {
  const spec = text.replace(/^(TZ|CRON_TZ)=\S*\s*/, '').trim();
  if (spec.startsWith('@')) {
    if (descriptors.has(spec)) return undefined;
    if (!spec.startsWith('@every ')) return `unrecognized descriptor: ${spec}`;
    const duration = spec.slice('@every '.length);
    if (/^([-+]?(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h))+$/.test(duration)) return undefined;
    return `failed to parse duration ${spec}: time: invalid duration ${goQuote(duration)}`;
  }
  const parts = spec.split(/\s+/).filter((part) => part !== '');
  if (parts.length !== 5) return `expected exactly 5 fields, found ${parts.length}: [${parts.join(' ')}]`;
  for (const [index, bounds] of fields.entries()) {
    for (const range of (parts[index] ?? '').split(',').filter((piece) => piece !== '')) {
      const why = rangeProblem(range, bounds);
      if (why !== undefined) return why;
    }
  }
  return undefined;
}

/** Source: getRange */
function rangeProblem(range: string, { min, max, names }: Bounds): string | undefined {
  const [span = '', ...steps] = range.split('/');
  const [low = '', ...highs] = span.split('-');
  let start = min;
  let end = max;
  const single = highs.length === 0;
  if (low !== '*' && low !== '?') {
    const first = numberOf(low, names);
    if (typeof first === 'string') return first;
    start = first;
    end = first;
    if (highs.length === 1) {
      const last = numberOf(highs[0] ?? '', names);
      if (typeof last === 'string') return last;
      end = last;
    } else if (highs.length > 1) return `too many hyphens: ${range}`;
  }
  if (steps.length === 1) {
    const step = numberOf(steps[0] ?? '', []);
    if (typeof step === 'string') return step;
    // A step from one number on goes to the end.
    if (single && low !== '*' && low !== '?') end = max;
    if (step === 0) return `step of range should be a positive number: ${range}`;
  } else if (steps.length > 1) return `too many slashes: ${range}`;
  if (start < min) return `beginning of range (${start}) below minimum (${min}): ${range}`;
  if (end > max) return `end of range (${end}) above maximum (${max}): ${range}`;
  return start > end ? `beginning of range (${start}) beyond end of range (${end}): ${range}` : undefined;
}

/** The number, or why it is none. Source: parseIntOrName, mustParseInt */
function numberOf(text: string, names: readonly string[]): number | string {
  const place = names.indexOf(text.toLowerCase());
  if (place >= 0) return names === months ? place + 1 : place;
  if (/^[+]?\d+$/.test(text)) return Number(text);
  return `failed to parse int from ${text}: strconv.Atoi: parsing ${goQuote(text)}: invalid syntax`;
}
