import { rfc3339 } from '../../api/times.ts';

/** One line of a log with its line break, and the virtual ms when it was complete; the last may still lack its break. */
export interface LogLine {
  readonly at: number;
  readonly text: string;
}

/** What is asked of a log. Source: v1.35 staging/src/k8s.io/api/core/v1/types.go PodLogOptions */
export interface LogOptions {
  /** The last so many lines. */
  readonly tail?: number;
  /** Virtual ms: only lines from then on. */
  readonly since?: number;
  readonly timestamps?: boolean;
  readonly limitBytes?: number;
  /** Virtual ms: when it was asked for. What a followed log has printed after that comes behind its last lines. */
  readonly asked?: number;
}

/** What a container has printed, line by line, as its runtime keeps it. */
export class ContainerLog {
  private readonly lines: LogLine[] = [];

  get all(): readonly LogLine[] {
    return this.lines;
  }

  get text(): string {
    return this.lines.map(({ text }) => text).join('');
  }

  /** @param at virtual ms */
  write(text: string, at: number): void {
    for (const piece of text.split(/(?<=\n)/)) {
      if (piece === '') continue;
      const last = this.lines.at(-1);
      if (last === undefined || last.text.endsWith('\n')) this.lines.push({ at, text: piece });
      else this.lines[this.lines.length - 1] = { at, text: last.text + piece };
    }
  }
}

/** Nine digits behind the second, as the runtime writes them; the clock here counts microseconds. */
function nanoTime(at: number): string {
  const micros = Math.round((at - Math.floor(at / 1000) * 1000) * 1000);
  return rfc3339(at).replace('Z', `.${String(micros).padStart(6, '0')}000Z`);
}

/**
 * A log as it is asked for: of the last lines those that are young enough, and of the text no more bytes than wanted.
 * Source: v1.35 staging/src/k8s.io/cri-client/pkg/logs/logs.go ReadLogs, logWriter.write
 */
export function readLog(
  lines: readonly LogLine[],
  { tail, since, timestamps, limitBytes, asked = Number.POSITIVE_INFINITY }: LogOptions,
): string {
  const printed = lines.filter(({ at }) => at <= asked).length;
  const last = tail === undefined ? lines : lines.slice(Math.max(0, printed - Math.max(0, tail)));
  const young = since === undefined ? last : last.filter(({ at }) => at >= since);
  const text = young.map((line) => (timestamps === true ? `${nanoTime(line.at)} ${line.text}` : line.text)).join('');
  if (limitBytes === undefined) return text;
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= limitBytes ? text : new TextDecoder().decode(bytes.slice(0, limitBytes));
}
