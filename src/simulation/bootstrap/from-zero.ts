import type { EtcdStore } from '../components/etcd/store.ts';
import type { Recorder } from '../engine/recorder.ts';

/**
 * Forgets how the cluster came to be what it is at time zero, and keeps what it is. Whatever was under way goes on,
 * with one root for all of it: "before the run".
 */
export function fromZero(recorder: Recorder, store: EtcdStore): void {
  recorder.forgetBefore(0);
  recorder.initial.length = 0;
  for (const { resource, key, object } of store.all()) {
    recorder.initial.push({
      id: recorder.nextId(),
      at: 0,
      revision: Number(object.metadata.resourceVersion),
      key,
      resource,
      operation: 'create',
      object,
      previous: 0,
      cause: 0,
    });
  }
}
