import { type Fields, fieldsOf, listOf, textOf } from '../api/fields.ts';
import { millisOf, rfc3339 } from '../api/times.ts';
import type { ApiObject } from '../api/types.ts';

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: string;
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/**
 * `remove`: the key goes; where `lastState` is given, watchers see that one (MODIFIED) right before.
 * `update`: the object stays, marked; equal to the stored one when there is nothing to do.
 */
export type DeleteOutcome = { readonly remove: true; readonly lastState?: ApiObject } | { readonly update: ApiObject };

/**
 * What a DELETE does at first. Only pods die slowly; anything with finalizers waits for them.
 * Source: v1.35 apiserver pkg/registry/rest/delete.go BeforeDelete; pkg/registry/core/pod/strategy.go CheckGracefulDelete
 * @param now virtual ms
 */
export function beginDelete(object: ApiObject, options: DeleteOptions, now: number): DeleteOutcome {
  if (object.kind === 'Namespace') return namespaceDelete(object, now);
  const finalizers = wantedFinalizers(object, options);
  if (object.kind === 'Pod') return podDelete(object, finalizers, options, now);
  if (finalizers.length === 0) return { remove: true };
  return { update: marked(object, finalizers, 0, now) };
}

function wantedFinalizers(object: ApiObject, { propagationPolicy }: DeleteOptions): readonly string[] {
  const present = listOf(object.metadata.finalizers)
    .map(String)
    .filter((name) => propagationPolicy === undefined || (name !== 'orphan' && name !== 'foregroundDeletion'));
  if (propagationPolicy === 'Foreground') return [...present, 'foregroundDeletion'];
  return propagationPolicy === 'Orphan' ? [...present, 'orphan'] : present;
}

function podDelete(pod: ApiObject, finalizers: readonly string[], options: DeleteOptions, now: number): DeleteOutcome {
  const { deletionTimestamp, deletionGracePeriodSeconds: granted } = pod.metadata;
  if (deletionTimestamp !== undefined) {
    if (finalizers.length === 0 && (granted === undefined || granted === 0)) return { remove: true };
    const asked = graceOf(pod, options);
    // A grace period that runs can only be made shorter.
    if (options.gracePeriodSeconds === undefined || granted === undefined || asked >= granted) return { update: pod };
    const until = (millisOf(deletionTimestamp) ?? now) - (granted - asked) * 1000;
    const metadata = { ...pod.metadata, deletionTimestamp: rfc3339(until), deletionGracePeriodSeconds: asked };
    const shorter: ApiObject = { ...pod, metadata };
    return asked === 0 && finalizers.length === 0 ? { remove: true, lastState: shorter } : { update: shorter };
  }
  const grace = graceOf(pod, options);
  const update = marked(pod, finalizers, grace, now);
  return grace === 0 && finalizers.length === 0 ? { remove: true, lastState: update } : { update };
}

/** Seconds: none for a pod that runs nowhere or has ended. */
function graceOf(pod: ApiObject, { gracePeriodSeconds }: DeleteOptions): number {
  const spec = fieldsOf(fieldsOf(pod).spec);
  const own = spec.terminationGracePeriodSeconds;
  const grace = gracePeriodSeconds ?? (typeof own === 'number' ? own : 30);
  const phase = textOf(fieldsOf(fieldsOf(pod).status).phase);
  if (textOf(spec.nodeName) === '' || phase === 'Succeeded' || phase === 'Failed') return 0;
  return grace < 0 ? 1 : grace;
}

function marked(object: ApiObject, finalizers: readonly string[], grace: number, now: number): ApiObject {
  if (object.metadata.deletionTimestamp !== undefined) {
    const same = finalizers.length === (object.metadata.finalizers ?? []).length;
    return same ? object : { ...object, metadata: { ...object.metadata, finalizers } };
  }
  const generation = object.metadata.generation;
  const metadata: Fields = {
    ...object.metadata,
    ...(finalizers.length > 0 ? { finalizers } : {}),
    ...(generation === undefined ? {} : { generation: generation + 1 }),
    deletionTimestamp: rfc3339(now + grace * 1000),
    deletionGracePeriodSeconds: grace,
  };
  return { ...object, metadata: metadata as unknown as ApiObject['metadata'] };
}

/** A Namespace goes when its controller has emptied it. Source: v1.35 pkg/registry/core/namespace/storage/storage.go Delete */
function namespaceDelete(namespace: ApiObject, now: number): DeleteOutcome {
  const spec = fieldsOf(fieldsOf(namespace).spec);
  if (namespace.metadata.deletionTimestamp !== undefined) {
    const empty = listOf(spec.finalizers).length === 0 && (namespace.metadata.finalizers ?? []).length === 0;
    return empty ? { remove: true } : { update: namespace };
  }
  const metadata = { ...namespace.metadata, deletionTimestamp: rfc3339(now) };
  const status = { ...fieldsOf(fieldsOf(namespace).status), phase: 'Terminating' };
  return { update: { ...namespace, metadata, ...{ status } } };
}

/**
 * Whether an update has taken away the last thing that a marked object waited for, so that it goes for good.
 * Source: v1.35 apiserver pkg/registry/generic/registry/store.go ShouldDeleteDuringUpdate
 */
export function goesWithThisUpdate(object: ApiObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
  if (deletionTimestamp === undefined || (finalizers ?? []).length > 0) return false;
  if (object.kind === 'Namespace') return listOf(fieldsOf(fieldsOf(object).spec).finalizers).length === 0;
  return deletionGracePeriodSeconds === undefined || deletionGracePeriodSeconds === 0;
}
