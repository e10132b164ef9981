import type { Node, Pod } from '../../api/types.ts';
import type { Edit } from './edit.ts';

/** What a change costs to whoever has to make it; only its order matters. */
type Cost = number;

/** The manifest of the Pod is changed. */
export interface PodChange {
  readonly on: 'pod';
  readonly edits: readonly Edit[];
  /** `requests.cpu` */
  readonly field: string;
  /** `3`; undefined where the field is new. */
  readonly from?: string;
  /** `2930m`; undefined where the field goes. */
  readonly to?: string;
  readonly cost: Cost;
}

/** The cluster is changed, by a command that a person could type. */
export interface ClusterChange {
  readonly on: 'cluster';
  /** Without `kubectl` itself: `uncordon worker-1`. Undefined where no command does it. */
  readonly kubectl?: string;
  /** `uncordon worker-1` in words. */
  readonly says: string;
  readonly effect: Effect;
  readonly cost: Cost;
}

/** What becomes of the cluster. */
export type Effect =
  | { readonly type: 'node'; readonly node: Node }
  | { readonly type: 'new node'; readonly node: Node }
  | { readonly type: 'node gone'; readonly node: string }
  | { readonly type: 'pods gone'; readonly node: string; readonly pods: readonly Pod[] };

export type Change = PodChange | ClusterChange;

/** Two changes with the same key are the same change. */
export const keyOf = (change: Change): string => (change.on === 'pod' ? JSON.stringify(change.edits) : change.says);
