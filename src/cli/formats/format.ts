import type { Trace } from '../../trace/trace.ts';

export interface Output {
  /** Of the scenario, where several are reported one after the other: every JSON line then bears it. */
  readonly name: string | undefined;
  readonly write: (text: string) => void;
}

/** Prints a trace in one form. */
export type Format = (trace: Trace, output: Output) => void;

/** One JSON object a line. */
export function line({ name, write }: Output, object: object): void {
  write(`${JSON.stringify(name === undefined ? object : { scenario: name, ...object })}\n`);
}

/** Virtual ms as seconds, to the microsecond. */
export const seconds = (ms: number): number => Math.round(ms * 1000) / 1_000_000;
