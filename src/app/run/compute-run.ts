import type { Problem } from '../../scenario/problems.ts';
import type { Trace } from '../../trace/trace.ts';

export type { Problem };

/** A run, or what is wrong with its scenario. */
export type Computed = { readonly trace: Trace } | { readonly problems: readonly Problem[] };
