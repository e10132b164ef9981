import { type RunSummary, runSummary } from '../../story/run-summary.ts';
import { indexTrace } from '../../trace/trace-index.ts';
import type { Documents } from '../documents.ts';
import type { Computed } from '../run/compute-run.ts';
import type { Wanted } from './apply/wanted.ts';
import { withChanges } from './apply/with-changes.ts';

/** What became of the Pods, or why nothing can be said of them. */
export type Proved = { readonly summary: RunSummary } | { readonly cannot: string };

/** Makes the changes and runs the scenario with them, beside the run on the screen. */
export async function prove(
  {
    wanted: { documents, origins, changes, at, fromStart },
    maker,
  }: { readonly wanted: Wanted; readonly maker: string },
  carryOut: (order: { readonly type: 'run'; readonly documents: Documents }) => Promise<unknown>,
): Promise<Proved> {
  const applied = withChanges(documents, origins, changes, at, fromStart);
  if ('cannot' in applied) return applied;
  const computed = (await carryOut({ type: 'run', documents: applied.documents })) as Computed;
  if ('problems' in computed) return { cannot: computed.problems[0]?.what ?? 'the scenario is not one any more' };
  return { summary: runSummary(indexTrace(computed.trace), maker) };
}
