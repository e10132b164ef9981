import type { Pod } from '../api/types.ts';

/** Which Pods a node would have to give up. */
export interface Victims {
  readonly node: string;
  /** The most important first. */
  readonly pods: readonly Pod[];
  /** How many of them a PodDisruptionBudget would rather keep. */
  readonly violations: number;
}

/** What was found when Pods of lower priority were asked to make room. */
export interface Preemption {
  /** Nodes on which the Pod would fit without some Pods of lower priority. */
  readonly candidates: readonly Victims[];
  /** The one of them that costs least. */
  readonly selected: Victims | undefined;
  /** What the sentence of the event says of it; empty where room can be made. */
  readonly message: string;
  /** Nobody looked for room: what was promised to the Pod before stays promised. */
  readonly notTried?: true;
}
