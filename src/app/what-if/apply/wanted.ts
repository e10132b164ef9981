import type { Change } from '../../../kubernetes/scheduling/what-if/change.ts';
import type { Origin } from '../../../story/origin-of.ts';
import type { Documents } from '../../documents.ts';

/** Changes as they would be made to the text of now: at the cursor, no earlier than the decision that they answer. */
export interface Wanted {
  readonly documents: Documents;
  readonly origins: readonly Origin[];
  readonly changes: readonly Change[];
  /** Virtual ms. */
  readonly at: number;
  /** Whether the Pod had found a node: then the nodes are changed from the start of the run. */
  readonly fromStart: boolean;
}
