import type { Manifest } from '../../kubernetes/api/types.ts';
import type { LeftOut } from '../../scenario/imported/imported-cluster.ts';

/** A cluster of somebody's own: kept beside the text of the scenario, which an editor could not hold with it. */
export interface OwnCluster {
  /** Tells it from others, and from what was read before. */
  readonly id: string;
  /** The file it came from, or how else. */
  readonly name: string;
  /** A JSON list of its objects: handed to a worker, it is not copied. */
  readonly json: Blob;
  readonly summary: ClusterSummary;
  /** Keys, `Pod/shop/web-0`, of objects that the run does without: the Pod that is created anew to see why it waits. */
  readonly without?: readonly string[];
  /** Objects that the run has besides, such as a node that somebody added. */
  readonly besides?: readonly Manifest[];
}

/** What is in it, as far as the page has to know. */
export interface ClusterSummary {
  readonly counts: Readonly<Record<string, number>>;
  readonly unused: Readonly<Record<string, number>>;
  readonly leftOut: readonly LeftOut[];
  readonly leftOutCount: number;
  /** The first Pods that have no node. */
  readonly pending: readonly PendingPod[];
}

export interface PendingPod {
  readonly key: string;
  readonly name: string;
  /** What would create it. */
  readonly manifest: string;
}
