import type { ClusterView, Draw, IndexedView, Reconcile } from '../api/calls.ts';
import type { ApiObject } from '../api/types.ts';
import type { TriggerTimes } from './trigger-times.ts';

/** What a reconcile may ask besides the view: the time, and luck for the names it invents. */
export interface ReconcileContext {
  readonly view: IndexedView;
  /** Virtual ms. */
  readonly now: () => number;
  readonly draw: Draw;
  /** Creations and deletions that were sent and have not come back by watch yet. */
  readonly expectations: Expectations;
  /** What the controller keeps in memory of keys that fail: how long it waits, and since when. Lost with the process. */
  readonly failures: Map<string, { readonly delay: number; readonly since: number }>;
  /** What made it write the addresses of a Service before. Lost with the process. */
  readonly triggerTimes: TriggerTimes;
  /** By what share of its period, 0 to 1, the periodic work of this process is late; the same as long as it lives. */
  readonly offset: () => number;
}

/** One controller of kube-controller-manager. */
export interface Controller {
  /** Also the event source, unless that has a name of its own: `deployment-controller`. */
  readonly name: string;
  readonly eventSource?: string;
  /** Empty for one that acts as kube-controller-manager itself. */
  readonly serviceAccount: string;
  /** How many keys it works on at once. Source: v1.35 pkg/controller/<name>/config/v1alpha1/defaults.go */
  readonly workers: number;
  /** Pause before the first look at a new key, virtual ms. */
  readonly delay?: number;
  /** Of which resource it counts what it has asked for and not seen yet, and of which kind the owner is. */
  readonly awaits?: { readonly resource: string; readonly ownerKind: string };
  /** Pause before the first new try of a key that failed, virtual ms; it doubles with each. 5 where it is not said. */
  readonly firstRetry?: number;
  /** How long the keys of a change are kept back, so that more of them can be worked off at once, virtual ms. */
  readonly batching?: (resource: string, object: ApiObject, before: ApiObject | undefined) => number;
  /** Which keys (`namespace/name`) a change of an object concerns. */
  readonly keysFor: Readonly<
    Record<
      string,
      (object: ApiObject, before: ApiObject | undefined, view: ClusterView, gone: boolean) => readonly string[]
    >
  >;
  readonly reconcile: (namespace: string, name: string, context: ReconcileContext) => Reconcile;
}

/**
 * What a controller has asked for and not yet seen: it does not act again on a key before it has.
 * Source: v1.35 pkg/controller/controller_utils.go ControllerExpectations
 */
export class Expectations {
  private readonly creations = new Map<string, number>();
  private readonly deletions = new Map<string, Set<string>>();
  private readonly finalizers = new Map<string, Set<string>>();

  expectCreations(key: string, count: number): void {
    this.creations.set(key, (this.creations.get(key) ?? 0) + count);
  }

  expectDeletions(key: string, uids: readonly string[]): void {
    this.deletions.set(key, new Set([...(this.deletions.get(key) ?? []), ...uids]));
  }

  creationSeen(key: string): void {
    const left = (this.creations.get(key) ?? 0) - 1;
    if (left > 0) this.creations.set(key, left);
    else this.creations.delete(key);
  }

  deletionSeen(key: string, uid: string): void {
    this.deletions.get(key)?.delete(uid);
  }

  /** The owner is gone: nobody waits any more. */
  forget(key: string): void {
    this.creations.delete(key);
    this.deletions.delete(key);
    this.finalizers.delete(key);
  }

  /** uids of the objects whose finalizer was taken away, which has not been seen yet; the controller keeps it itself. */
  finalizersOf(key: string): Set<string> {
    const known = this.finalizers.get(key) ?? new Set<string>();
    this.finalizers.set(key, known);
    return known;
  }

  satisfied(key: string): boolean {
    return (this.creations.get(key) ?? 0) <= 0 && (this.deletions.get(key)?.size ?? 0) === 0;
  }
}

/** The owner that manages an object, if one does. */
export const controllerOf = (
  object: ApiObject,
): NonNullable<ApiObject['metadata']['ownerReferences']>[number] | undefined =>
  object.metadata.ownerReferences?.find((owner) => owner.controller === true);
