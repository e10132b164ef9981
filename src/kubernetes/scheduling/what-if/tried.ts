import type { Refusal } from '../decision.ts';
import type { Profile } from '../profile.ts';
import type { Change } from './change.ts';
import { changed, decidedIn, type Situation } from './situation.ts';

/** Changes that were tried together, and what the scheduler would decide then. */
export interface Fix {
  readonly changes: readonly Change[];
  readonly cost: number;
  /** Where the Pod would go; undefined where it still fits nowhere. */
  readonly chosen: string | undefined;
  /** On how many nodes it would fit. */
  readonly feasible: number;
  /** Whether it may fit on more: not every node of a large cluster is looked at. */
  readonly atLeast: boolean;
  /** The scheduler's sentence where it still fits nowhere. */
  readonly message: string | undefined;
  /** The node that was asked about: the Pod fits there, though it may go to a better one. */
  readonly asked?: string;
  /** What had refused the chosen node, and how many nodes it had refused. */
  readonly lifts?: { readonly plugin: string; readonly nodes: number };
  /** Who refuses the node that was asked about, or else the chosen one, when the first of several changes is made alone. */
  readonly firstAlone?: Refusal;
}

/** One after the other costs more than both alone: every change has to be agreed upon. */
export const costOf = (changes: readonly Change[]): number =>
  changes.reduce((sum, { cost }) => sum + cost, 0) + 10 * (changes.length - 1);

/** The scheduler decides again, with the changes made. */
export function tried(situation: Situation, profile: Profile, changes: readonly Change[], cost = costOf(changes)): Fix {
  const { chosen, filtered, message } = decidedIn(changed(situation, changes), profile);
  const { feasible, refused, order } = filtered;
  const atLeast = feasible.length + refused.size < order.length;
  return { changes, cost, chosen: chosen?.node.metadata.name, feasible: feasible.length, atLeast, message };
}
