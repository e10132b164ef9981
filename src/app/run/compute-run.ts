import type { Trace } from '../../trace/trace.ts';
import { engine } from './engine.ts';

/** Something wrong in a scenario file, said for a person. */
export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path?: string;
  readonly what: string;
  readonly remedy: string;
}

export type Computed = { readonly trace: Trace } | { readonly problems: readonly Problem[] };

/** Scenario text to trace. A fault of ours is thrown; a person's is returned. */
export async function computeRun(text: string, fileName: string): Promise<Computed> {
  return (await engine()).compute(text, fileName);
}
