import type { ClusterView } from '../../../kubernetes/api/calls.ts';
import type { ApiObject } from '../../../kubernetes/api/types.ts';
import type { EntryId, Millis, Write } from '../../../trace/trace.ts';
import type { Recorder } from '../../engine/recorder.ts';

/** `pods/default/nginx`; `nodes//worker-1` for what has no namespace. */
export const keyOf = (resource: string, namespace: string | undefined, name: string): string =>
  `${resource}/${namespace ?? ''}/${name}`;

interface Txn {
  readonly resource: string;
  readonly key: string;
  readonly operation: 'put' | 'delete';
  /** Mod revision that the key must have; 0 = it must not exist. */
  readonly expected: number;
  readonly object: ApiObject;
}

export type TxnOutcome = { readonly succeeded: true; readonly write: Write } | { readonly succeeded: false };

/**
 * etcd's MVCC log: every write has a revision, and `resourceVersion` is that revision.
 * Source: v1.35 staging/src/k8s.io/apiserver/pkg/storage/etcd3/store.go
 */
export class EtcdStore implements ClusterView {
  private readonly current = new Map<string, Map<string, ApiObject>>();
  private readonly revisions = new Map<string, number>();
  private last: number;

  constructor(
    private readonly recorder: Recorder,
    firstRevision: number,
  ) {
    this.last = firstRevision;
  }

  get revision(): number {
    return this.last;
  }

  /** Mod revision of a key; 0 if it does not exist. */
  revisionOf(key: string): number {
    return this.revisions.get(key) ?? 0;
  }

  get(resource: string, namespace: string, name: string): ApiObject | undefined {
    return this.current.get(resource)?.get(keyOf(resource, namespace, name));
  }

  list(resource: string, namespace?: string): readonly ApiObject[] {
    const all = [...(this.current.get(resource)?.values() ?? [])];
    return namespace === undefined ? all : all.filter((object) => object.metadata.namespace === namespace);
  }

  /** Everything that exists now. */
  all(): readonly { readonly resource: string; readonly key: string; readonly object: ApiObject }[] {
    return [...this.current].flatMap(([resource, kept]) =>
      [...kept].map(([key, object]) => ({ resource, key, object })),
    );
  }

  /** What exists before time zero. */
  seed(resource: string, object: ApiObject): void {
    const key = keyOf(resource, object.metadata.namespace, object.metadata.name);
    const write = this.write({ resource, key, operation: 'put', expected: 0, object }, 0, 0);
    this.recorder.initial.push(write);
  }

  commit(txn: Txn, at: Millis, cause: EntryId): TxnOutcome {
    if (this.revisionOf(txn.key) !== txn.expected) return { succeeded: false };
    const write = this.write(txn, at, cause);
    this.recorder.writes.push(write);
    return { succeeded: true, write };
  }

  private write(txn: Txn, at: Millis, cause: EntryId): Write {
    this.last += 1;
    const { resource, key } = txn;
    const object = { ...txn.object, metadata: { ...txn.object.metadata, resourceVersion: String(this.last) } };
    const previous = this.revisionOf(key);
    const kept = this.current.get(resource) ?? new Map<string, ApiObject>();
    this.current.set(resource, kept);
    if (txn.operation === 'delete') {
      kept.delete(key);
      this.revisions.delete(key);
    } else {
      kept.set(key, object);
      this.revisions.set(key, this.last);
    }
    const operation = txn.operation === 'delete' ? 'delete' : previous === 0 ? 'create' : 'update';
    return { id: this.recorder.nextId(), at, revision: this.last, key, resource, operation, object, previous, cause };
  }
}
