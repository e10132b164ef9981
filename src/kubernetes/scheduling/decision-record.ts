import type { Decision, Refusal, Scored } from './decision.ts';
import type { ClusterSnapshot } from './framework.ts';
import { type Amounts, requestsOf } from './pod-requests.ts';

/** What one resource comes to on every node, in the order of the nodes: cpu in millicores, the rest in its own unit. */
export interface ResourceFigures {
  readonly asked: number;
  readonly allocatable: readonly number[];
  readonly requested: readonly number[];
}

/** What is kept of a look at all nodes, to be shown. */
export interface FilterRecord {
  readonly asked: Amounts;
  /** Names of all nodes, in the order in which they were looked at. */
  readonly order: readonly string[];
  /** By how many places the search went on in that order. */
  readonly looked: number;
  readonly plugins: readonly { readonly name: string; readonly skipped: boolean }[];
  readonly feasible: readonly string[];
  readonly refused: Readonly<Record<string, Refusal>>;
  readonly figures: Readonly<Record<string, ResourceFigures>>;
  /** The sentence for the Pod and its event, where no node was found. */
  readonly message?: string;
}

/** What is kept of the scores, to be shown: lists in the order of the feasible nodes. */
export interface ScoreRecord {
  readonly chosen: string;
  readonly feasible: readonly string[];
  readonly plugins: Scored['plugins'];
  readonly totals: readonly number[];
}

/** @param snapshot the nodes as they were when the decision was made */
export function filterRecord({ pod, filtered, message }: Decision, snapshot: ClusterSnapshot): FilterRecord {
  const asked = requestsOf(pod);
  const infos = new Map(snapshot.nodes.map((info) => [info.node.metadata.name, info]));
  const figures: Record<string, ResourceFigures> = {};
  for (const [resource, amount] of Object.entries(asked)) {
    if (amount === 0) continue;
    figures[resource] = {
      asked: amount,
      allocatable: filtered.order.map((name) => infos.get(name)?.allocatable[resource] ?? 0),
      requested: filtered.order.map((name) => infos.get(name)?.requested[resource] ?? 0),
    };
  }
  return {
    asked,
    order: filtered.order,
    looked: filtered.looked,
    plugins: filtered.plugins,
    feasible: filtered.feasible.map(({ node }) => node.metadata.name),
    refused: Object.fromEntries(filtered.refused),
    figures,
    ...(message === undefined ? {} : { message }),
  };
}

/** Undefined where no node was found. */
export function scoreRecord({ chosen, scored }: Decision): ScoreRecord | undefined {
  if (chosen === undefined) return undefined;
  const { feasible = [], plugins = [], totals = [] } = scored ?? {};
  return {
    chosen: chosen.node.metadata.name,
    feasible: feasible.map(({ node }) => node.metadata.name),
    plugins,
    totals,
  };
}
