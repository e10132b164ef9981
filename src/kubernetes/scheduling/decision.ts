import type { Pod } from '../api/types.ts';
import type { NodeInfo, Rejection } from './framework.ts';
import type { Preemption } from './preemption.ts';

/** Why a node is none for the Pod; without a plugin where an earlier look at the Pod had left the node out. */
export interface Refusal extends Rejection {
  readonly plugin: string | null;
}

/** Which nodes remain, and what the first plugin that refused said of each of the others. */
export interface Filtered {
  /** Names of all nodes, in the order in which they are looked at. */
  readonly order: readonly string[];
  /** The filters in their order; a skipped one has nothing to say about this Pod. */
  readonly plugins: readonly { readonly name: string; readonly skipped: boolean }[];
  readonly feasible: readonly NodeInfo[];
  /** By node. Nodes that were not looked at, since enough had been found, are in neither. */
  readonly refused: ReadonlyMap<string, Refusal>;
  /** How many were looked at in turn: a node that the Pod was promised, and those left out by name, are not among them. */
  readonly looked: number;
  /** The reason that holds for every node, where there is one. */
  readonly rejected?: string;
  /** Plugins to which a change of the cluster must matter before the Pod is tried again. */
  readonly rejectedBy: readonly string[];
}

/** What one plugin gave each feasible node, in their order. */
export interface PluginScores {
  readonly plugin: string;
  readonly weight: number;
  readonly raw: readonly number[];
  /** 0 … 100; times the weight it counts in the total. */
  readonly normalized: readonly number[];
}

export interface Scored {
  readonly feasible: readonly NodeInfo[];
  readonly plugins: readonly PluginScores[];
  /** In the order of the feasible nodes. */
  readonly totals: readonly number[];
}

/** One decision as a whole. */
export interface Decision {
  readonly pod: Pod;
  readonly filtered: Filtered;
  /** Not there with fewer than two feasible nodes: then nothing is scored. */
  readonly scored: Scored | undefined;
  readonly preemption: Preemption | undefined;
  readonly chosen: NodeInfo | undefined;
  /** The sentence of the FailedScheduling event, where no node was found. */
  readonly message: string | undefined;
}
