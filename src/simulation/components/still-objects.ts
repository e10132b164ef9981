import type { ApiObject } from '../../kubernetes/api/types.ts';
import type { Write } from '../../trace/trace.ts';

/** Objects that are there and do nothing of their own. */
export interface StillObjects {
  readonly nodes: readonly string[];
  /** Whether it is a Pod that nobody starts, tries to schedule or stops. */
  holds(object: ApiObject): boolean;
  /** Told of each write before anybody else: a node that is concerned wakes up. */
  notice(write: Write): void;
}
