const units: Readonly<Record<string, number>> = {
  h: 3_600_000,
  m: 60_000,
  s: 1000,
  ms: 1,
  us: 0.001,
  µs: 0.001,
  ns: 0.000001,
};

/** A duration as Go writes it (`1m30s`), in ms; undefined where the text is none. Zero needs no unit. */
export function durationMs(text: string): number | undefined {
  if (/^[+-]?0$/.test(text)) return 0;
  const found = /^([+-]?)((?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/.exec(text);
  if (found === null) return undefined;
  let sum = 0;
  for (const [, amount = '', unit = ''] of text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)) {
    sum += Number(amount) * (units[unit] ?? 0);
  }
  return found[1] === '-' ? -sum : sum;
}

/** What is wrong with the text of a duration, in Go's words. Source: Go time.ParseDuration */
export function durationProblem(text: string): string | undefined {
  if (durationMs(text) !== undefined) return undefined;
  const parts = /^[+-]?((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))*)(?:\d+\.?\d*|\.\d+)([^\d.]*)/.exec(text);
  if (parts === null) return `time: invalid duration ${JSON.stringify(text)}`;
  const [, , unit = ''] = parts;
  return unit === ''
    ? `time: missing unit in duration ${JSON.stringify(text)}`
    : `time: unknown unit ${JSON.stringify(unit)} in duration ${JSON.stringify(text)}`;
}

/** `1m30s`, `500ms`, `0s`: a duration of whole ms as Go prints it. Source: Go time.Duration.String */
export function goDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (Math.abs(ms) < 1000) return `${ms}ms`;
  const sign = ms < 0 ? '-' : '';
  const all = Math.abs(ms) / 1000;
  const [hours, minutes] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60)];
  const seconds = Number((all % 60).toFixed(3));
  return `${sign}${hours > 0 ? `${hours}h` : ''}${hours > 0 || minutes > 0 ? `${minutes}m` : ''}${seconds}s`;
}
