import type { EventCall } from './calls.ts';

/** A series nobody adds to is over after so long, virtual ms. */
const finishAfter = 360_000;

/**
 * How the scheduler's events are counted: an equal one about the same version of the same object begins a series, which
 * is written once (count 2); what comes after that is counted in memory only, for half an hour. The text does not
 * count: an event that is equal but for it is one more of the series.
 * Source: v1.35 staging/src/k8s.io/client-go/tools/events/event_broadcaster.go recordToSink, getKey
 */
export class EventSeries {
  private readonly known = new Map<string, { readonly name: string; count: number; last: number }>();

  /** The event of this series, and the how manieth this is. */
  record(
    { object, type, reason }: EventCall,
    at: number,
    name: string,
  ): { readonly name: string; readonly count: number } {
    const { uid, resourceVersion } = object.metadata;
    const key = [
      object.kind,
      object.metadata.namespace,
      object.metadata.name,
      uid,
      resourceVersion,
      type,
      reason,
    ].join();
    const before = this.known.get(key);
    if (before === undefined || at - before.last > finishAfter) {
      this.known.set(key, { name, count: 1, last: at });
      return { name, count: 1 };
    }
    before.count += 1;
    before.last = at;
    return { name: before.name, count: before.count };
  }
}
