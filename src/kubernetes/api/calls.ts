import type { ObjectMeta } from './types.ts';

/** The headers Impersonate-User and Impersonate-Group of a request: it shall count as somebody else's. */
export interface Impersonating {
  readonly as?: { readonly user: string; readonly groups: readonly string[] };
}

/**
 * A request that a client wants to make. Clients whose requests depend on earlier answers (kubectl, controllers) are
 * generators of calls: they yield a call, are given its answer, and know nothing of time or transport.
 */
export interface ApiCall extends Impersonating {
  readonly verb: 'get' | 'list' | 'create' | 'update' | 'patch' | 'delete';
  /** Path with query, as on the wire: `/api/v1/namespaces/default/pods?fieldManager=kubectl-create`. */
  readonly path: string;
  readonly body?: unknown;
  readonly contentType?:
    | 'application/json'
    | 'application/strategic-merge-patch+json'
    | 'application/merge-patch+json'
    | 'application/json-patch+json'
    | 'application/apply-patch+yaml';
  /** The answer comes bit by bit for as long as something is printed; when interrupted, what has come so far is whole. */
  readonly follows?: true;
}

/** Opens a watch and goes on when `until` says so of an event (or when the watch is closed by `timeoutSeconds`). */
export interface WatchCall extends Impersonating {
  readonly verb: 'watch';
  readonly path: string;
  readonly until: (event: { readonly type: string; readonly object: unknown }) => boolean;
  /** Give up after this many virtual ms; the answer's code is then 408. */
  readonly timeout?: number;
  /** Nobody waits for an end: `get -w` prints as events come, and is whole whenever it is interrupted. */
  readonly streams?: true;
}

/** Lets virtual time pass: the client's own work, or a pause. */
export interface PauseCall {
  readonly verb: 'pause';
  /** Virtual ms. */
  readonly ms: number;
}

export type ClientCall = ApiCall | WatchCall | PauseCall;

export interface ApiAnswer {
  readonly code: number;
  /** The object, the list, or the Status of a refusal. `undefined` for a pause. */
  readonly body: unknown;
  /** What the server had to say besides, for a person to read. */
  readonly warnings?: readonly string[];
}

/** One call, or several sent at once: the answers come in the order of the calls. */
export type Calls<Result> = Generator<ClientCall | readonly ClientCall[], Result, readonly ApiAnswer[]>;

/** What a reader can see of the cluster: a cache of a client, or the API server's own. Keys are plural resource names. */
export interface ClusterView {
  get(resource: string, namespace: string, name: string): unknown;
  list(resource: string, namespace?: string): readonly unknown[];
}

/** A view with the index that workload controllers keep: who manages what. */
export interface IndexedView extends ClusterView {
  /** What the owner with this uid manages, in the order in which it was first seen. */
  managedBy(resource: string, uid: string): readonly unknown[];
  /** What nobody manages. */
  orphans(resource: string): readonly unknown[];
}

/** A source of luck: a number in [0, 1). Seeded by the engine. */
export type Draw = () => number;

/** An event for somebody's recorder, which sends it in its own time; the client does not wait for it. */
export interface EventCall {
  readonly verb: 'event';
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly metadata: ObjectMeta };
  readonly fieldPath?: string;
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Another object that has to do with it. */
  readonly related?: EventCall['object'];
  /** The profile of the scheduler that speaks, where it is not the default one. */
  readonly reporter?: string;
}

/** The steps of a controller's reconcile: calls whose answers it waits for, and events that it does not wait for. */
export type Reconcile = Generator<
  ClientCall | EventCall | readonly (ClientCall | EventCall)[],
  Reconciled,
  readonly ApiAnswer[]
>;

/** How a reconcile ended. */
export interface Reconciled {
  /** What was decided, in one sentence with the controller as the subject. */
  readonly says: string;
  /** It failed and shall be tried again, after the queue's own back-off. */
  readonly retry?: boolean;
  /** Look again after this many virtual ms. */
  readonly after?: number;
}
