import type { Calls } from '../../api/calls.ts';
import type { Fields } from '../../api/fields.ts';

export interface DescribeContext {
  /** RFC 3339 */
  readonly now: () => string;
  /** `--show-events`, on unless switched off. */
  readonly showEvents: boolean;
}

/** What `kubectl describe` writes about an object of one kind; it may read more of the cluster for it. */
export type Describer = (object: Fields, context: DescribeContext) => Calls<string>;
