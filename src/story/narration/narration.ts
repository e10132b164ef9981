import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';

/** What the caption says. */
export interface Narration {
  readonly title: string;
  readonly purpose: string;
  /** One or two sentences. */
  readonly text: string;
  /** One row for each number of a sentence of Kubernetes, and what is not modelled here. */
  readonly explains?: readonly string[];
  /** Rows about the numbers of the scheduler's sentence come before these (`explainPlace`). */
  readonly counted?: boolean;
  readonly oftenToldAs?: { readonly told: string; readonly really: string };
}

/** One step's sentences, out of the trace. */
export type Narrator = (story: Story, stop: Stop) => string;
