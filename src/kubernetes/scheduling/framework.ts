import type { ClusterView } from '../api/calls.ts';
import type { Node, Pod } from '../api/types.ts';
import type { Amounts } from './pod-requests.ts';

/** A node with what runs on it, as the scheduler's snapshot has it. */
export interface NodeInfo {
  readonly node: Node;
  readonly pods: readonly Pod[];
  /** Sum of the requests of its Pods. */
  readonly requested: Amounts;
  /** The same with the defaults that scores count with. */
  readonly scored: Amounts;
  readonly allocatable: Amounts;
}

export type Verdict =
  | { readonly code: 'Success' }
  | {
      readonly code: 'Unschedulable' | 'UnschedulableAndUnresolvable';
      readonly reasons: readonly string[];
      /** The figures compared, for the question "why not this node?". */
      readonly compared?: Readonly<Record<string, unknown>>;
    };

export const fits: Verdict = { code: 'Success' };

/** Judges one node for the Pod at hand. */
export type Filter = (info: NodeInfo) => Verdict;

/** Judges no node: the plugin has nothing to say about this Pod. */
export const everywhere: Filter = () => fits;

/** Raw score of one node for the Pod at hand. */
export type Score = (info: NodeInfo) => number;

/** What a plugin knows of the cluster when nobody tells it anything. */
export const nothingElse: ClusterView = { get: () => undefined, list: () => [] };

export interface FilterPlugin {
  readonly name: string;
  /** Why the Pod fits nowhere, whatever the node: then no node is looked at. */
  rejects?(pod: Pod, view: ClusterView): string | undefined;
  /** Works out once what the Pod asks for, so that each of many nodes is only compared with it. */
  preFilter(pod: Pod, view?: ClusterView): Filter;
}

export interface ScorePlugin {
  readonly name: string;
  readonly weight: number;
  /**
   * Works out once what is the same for every node; undefined where the plugin has nothing to say about this Pod.
   * Scores are for the feasible nodes; what stands on all others may count in them.
   * Source: v1.35 staging/src/k8s.io/kube-scheduler/framework/interface.go PreScore, which may return Skip
   */
  preScore(pod: Pod, feasible: readonly NodeInfo[], all: readonly NodeInfo[], view: ClusterView): Score | undefined;
  /** Raw scores to 0 … 100; without it they are that already. */
  normalize?(raw: readonly number[]): readonly number[];
}

/** Source: v1.35 pkg/scheduler/framework/plugins/helper/normalize_score.go */
export function normalized(raw: readonly number[], reverse: boolean): readonly number[] {
  const highest = Math.max(0, ...raw);
  if (highest === 0) return raw.map(() => (reverse ? 100 : 0));
  return raw.map((score) => {
    const share = Math.trunc((100 * score) / highest);
    return reverse ? 100 - share : share;
  });
}
