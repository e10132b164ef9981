import type { EventCall } from './calls.ts';
import { EventSeries } from './event-series.ts';

/** An event as it shall be sent: a new object (count 1) or one more of a known one. */
export interface Recorded {
  readonly event: EventCall;
  readonly name: string;
  readonly message: string;
  readonly count: number;
  readonly key: string;
}

interface Bucket {
  tokens: number;
  at: number;
}

const aggregateAfter = 10;
const aggregateWithin = 600_000;
const burst = 25;
const refillEvery = 300_000;

/**
 * Equal events raise a count; from the tenth similar one within ten minutes they are combined; and one object may
 * have 25 events of a type, then one every five minutes. The scheduler's events are not counted this way: it writes
 * events.k8s.io/v1, which has series.
 * Source: v1.35 staging/src/k8s.io/client-go/tools/record/events_cache.go
 */
export class EventCorrelator {
  private readonly known = new Map<string, { name: string; count: number }>();
  private readonly similar = new Map<string, { messages: Set<string>; last: number; name: string }>();
  private readonly buckets = new Map<string, Bucket>();
  private readonly series = new EventSeries();

  /** `at` in virtual ms; undefined when the event is dropped as spam. */
  record(
    event: EventCall,
    at: number,
    source: { readonly component: string; readonly host?: string },
  ): Recorded | undefined {
    const { metadata, kind } = event.object;
    const who = `${source.component}/${source.host ?? ''}/${kind}/${metadata.namespace ?? ''}/${metadata.name ?? ''}/${metadata.uid ?? ''}`;
    const message = this.combine(`${who}/${event.type}/${event.reason}`, event.message, at);
    const key = `${who}/${event.fieldPath ?? ''}/${event.type}/${event.reason}/${message.startsWith(combined) ? combined : message}`;
    const name = `${metadata.name ?? ''}.${nanoseconds(at)}`;
    const before = this.known.get(key);
    if (source.component === 'default-scheduler') {
      const { name: first, count } = this.series.record(event, at, this.unused(name));
      return count > 2 ? undefined : { event, name: first, message: event.message, count, key };
    }
    const entry =
      before === undefined ? { name: this.unused(name), count: 1 } : { name: before.name, count: before.count + 1 };
    this.known.set(key, entry);
    if (!this.mayPass(`${who}/${event.type}`, at)) return undefined;
    return { event, name: entry.name, message, count: entry.count, key };
  }

  forget(recorded: Recorded): void {
    this.known.delete(recorded.key);
  }

  private readonly names = new Set<string>();

  /** Two events of one instant still need two names. */
  private unused(name: string): string {
    let free = name;
    for (let i = 1; this.names.has(free); i += 1)
      free = `${name.slice(0, -1)}${(i % 16).toString(16)}${i > 15 ? i : ''}`;
    this.names.add(free);
    return free;
  }

  private combine(kind: string, message: string, at: number): string {
    const group = this.similar.get(kind) ?? { messages: new Set<string>(), last: at, name: '' };
    if (at - group.last > aggregateWithin) group.messages.clear();
    group.last = at;
    group.messages.add(message);
    this.similar.set(kind, group);
    return group.messages.size < aggregateAfter ? message : `${combined}${message}`;
  }

  private mayPass(kind: string, at: number): boolean {
    const bucket = this.buckets.get(kind) ?? { tokens: burst, at };
    bucket.tokens = Math.min(burst, bucket.tokens + (at - bucket.at) / refillEvery);
    bucket.at = at;
    this.buckets.set(kind, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}

const combined = '(combined from similar events): ';

/** Virtual time zero in Unix nanoseconds, as hexadecimal with the time added: the suffix of an event's name. */
const nanoseconds = (at: number): string =>
  (1_767_225_600_000_000_000n + BigInt(Math.round(at * 1000)) * 1000n).toString(16);
