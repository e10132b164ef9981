import type { ClusterView } from '../api/calls.ts';
import type { Node, Pod } from '../api/types.ts';
import type { Amounts } from './pod-requests.ts';
import type { QueueingHint } from './queueing-hint.ts';

/** A node with what runs on it, as the scheduler's snapshot has it. */
export interface NodeInfo {
  readonly node: Node;
  readonly pods: readonly Pod[];
  /** Sum of the requests of its Pods. */
  readonly requested: Amounts;
  /** The same with the defaults that scores count with. */
  readonly scored: Amounts;
  readonly allocatable: Amounts;
  /** Its Pods that say near which other Pods they want to be, or not. */
  readonly withAffinity: readonly Pod[];
  /** Of those the ones that require to be apart. */
  readonly withRequiredAntiAffinity: readonly Pod[];
}

/** An image that some node has. */
export interface ImageState {
  /** Bytes. */
  readonly size: number;
  /** How many nodes have it. */
  readonly nodes: number;
}

/** All nodes at the moment of one decision, in the scheduler's order. */
export interface ClusterSnapshot {
  readonly nodes: readonly NodeInfo[];
  /** By name with tag or digest; undefined where no node has it. */
  image(name: string): ImageState | undefined;
}

/** What one decision is about: a Pod, the nodes, and what else the cluster has. */
export interface Cycle {
  readonly pod: Pod;
  readonly snapshot: ClusterSnapshot;
  readonly view: ClusterView;
}

export type Code = 'Unschedulable' | 'UnschedulableAndUnresolvable';

/** Why not; `Unschedulable` where the removal of other Pods could help. */
export interface Rejection {
  readonly code: Code;
  readonly reasons: readonly string[];
  /** The figures compared, for the question "why not this node?". */
  readonly compared?: Readonly<Record<string, unknown>>;
}

export type Verdict = { readonly code: 'Success' } | Rejection;

export const fits: Verdict = { code: 'Success' };

/** What a plugin knows of the cluster when nobody tells it anything. */
export const nothingElse: ClusterView = { get: () => undefined, list: () => [] };

/** A filter that has read the Pod, so that each of many nodes is only compared with it. */
export interface PreparedFilter {
  filter(info: NodeInfo): Verdict;
  /** No other nodes are looked at, by name. */
  readonly nodes?: ReadonlySet<string>;
  /**
   * What was counted over the whole cluster is told when another Pod is taken for there or gone, as preemption does.
   * One undoes the other. `info` is the node with its labels; its Pods are not read.
   * Source: v1.35 staging/src/k8s.io/kube-scheduler/framework/interface.go PreFilterExtensions
   */
  addPod?(pod: Pod, info: NodeInfo): void;
  removePod?(pod: Pod, info: NodeInfo): void;
}

/** `Skip`: the plugin has nothing to say about this Pod. A rejection holds on every node. */
export type PreFilterResult = 'Skip' | Rejection | PreparedFilter;

/** A score that has read the Pod and all feasible nodes. */
export interface PreparedScore {
  /** Raw score of one feasible node, an integer. */
  score(info: NodeInfo): number;
  /** Raw scores of all feasible nodes, in their order, to 0 … 100; without it they are that already. */
  normalize?(raw: readonly number[], feasible: readonly NodeInfo[]): readonly number[];
}

/**
 * One plugin of the scheduling framework: what it does not implement it has no part in.
 * Source: v1.35 staging/src/k8s.io/kube-scheduler/framework/interface.go
 */
export interface SchedulingPlugin {
  readonly name: string;
  /** Reads the Pod once; then asked about each node. A plugin without a PreFilter upstream never skips. */
  preFilter?(cycle: Cycle): PreFilterResult;
  /** Undefined where the plugin has nothing to say about this Pod (Skip). Scores are for the feasible nodes. */
  preScore?(cycle: Cycle, feasible: readonly NodeInfo[]): PreparedScore | undefined;
  /** Which changes of the cluster may help a Pod that this plugin rejected. */
  readonly hints?: readonly QueueingHint[];
}

/** Source: v1.35 pkg/scheduler/framework/plugins/helper/normalize_score.go */
export function normalized(raw: readonly number[], reverse: boolean): readonly number[] {
  let highest = 0;
  for (const score of raw) if (score > highest) highest = score;
  if (highest === 0) return raw.map(() => (reverse ? 100 : 0));
  return raw.map((score) => {
    const share = Math.trunc((100 * score) / highest);
    return reverse ? 100 - share : share;
  });
}
