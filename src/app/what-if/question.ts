import type { FilterRecord, ScoreRecord } from '../../kubernetes/scheduling/decision-record.ts';
import type { Capacity } from '../../kubernetes/scheduling/what-if/capacity.ts';
import type { Change } from '../../kubernetes/scheduling/what-if/change.ts';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';

/** What is asked about a recorded decision. */
export type Question =
  /** What would make the Pod fit: anywhere, or on one node. */
  | { readonly type: 'fixes'; readonly node?: string }
  /** What would make a node win that had fewer points. */
  | { readonly type: 'winning'; readonly node: string }
  | { readonly type: 'capacity' }
  /** What kube-scheduler would decide after these changes. */
  | { readonly type: 'decide'; readonly changes: readonly Change[] };

/** What it would decide, as it would be recorded. */
export interface WouldDecide {
  readonly filter: FilterRecord;
  readonly score: ScoreRecord | undefined;
  /** The sentence of the FailedScheduling event, where no node was found. */
  readonly message: string | undefined;
}

/** Parts of an answer come one by one. */
export interface Answers {
  readonly fixes: Fix;
  readonly winning: Fix;
  readonly capacity: Capacity;
  readonly decide: WouldDecide;
}
