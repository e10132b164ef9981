import type { Trace } from '../trace.ts';

/** What must hold in every trace. */
export interface Invariant {
  /** One sentence. */
  readonly says: string;
  /** The places where it does not hold, each as a sentence for a person. */
  readonly broken: (trace: Trace) => readonly string[];
}
