import { type RunSummary, runSummary } from '../../story/run-summary.ts';
import type { Trace } from '../../trace/trace.ts';
import { indexTrace } from '../../trace/trace-index.ts';

/** What a run made of the Pods of one maker. */
export const summaryOfTrace = (trace: Trace, maker: string): RunSummary => runSummary(indexTrace(trace), maker);
