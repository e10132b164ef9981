import type { ApiObject, Pod } from '../kubernetes/api/types.ts';
import { countUpTo, lastUpTo } from './binary-search.ts';
import type { Address, Message, Millis, NodeFact } from './trace.ts';
import { checkpointFor, type TraceIndex } from './trace-index.ts';

/** The cluster at one moment. Every part is looked up when asked for, so a frame costs nothing to make. */
export interface Frame {
  readonly at: Millis;
  readonly index: TraceIndex;
  /** Revision of etcd; what is written at this very moment counts. */
  readonly revision: () => number;
  /** The object as stored, undefined before its creation and after its deletion. */
  readonly object: (key: string) => ApiObject | undefined;
  /** All stored objects of a resource (`pods`), in order of creation. */
  readonly list: (resource: string) => readonly ApiObject[];
  readonly pods: () => readonly Pod[];
  /** Sent and not yet received. */
  readonly inFlight: () => readonly Message[];
  /** Active states of a statechart; undefined before it started. */
  readonly state: (who: Address) => string | undefined;
  /** What is really on the node for this pod, by container; the sandbox under the empty name. */
  readonly facts: (uid: string) => ReadonlyMap<string, NodeFact>;
}

/** The cluster of this run at `at` (virtual ms). */
export const frameAt = (index: TraceIndex, at: Millis): Frame =>
  frameFrom(index, at, {
    object: (key) => objectAt(index, key, at),
    facts: (uid) => factsAt(index, uid, at),
  });

/** A frame whose objects and facts are looked up elsewhere: as they are shown, not as they were. */
export function frameFrom(index: TraceIndex, at: Millis, { object, facts }: Pick<Frame, 'object' | 'facts'>): Frame {
  const lists = new Map<string, readonly ApiObject[]>();
  const list = (resource: string) => {
    const known = lists.get(resource);
    if (known) return known;
    const found = (index.keys.get(resource) ?? []).map(object).filter((item) => item !== undefined);
    lists.set(resource, found);
    return found;
  };
  return {
    at,
    index,
    object,
    list,
    pods: () => list('pods') as readonly Pod[],
    revision: () => lastUpTo(index.writes, at, (write) => write.at)?.revision ?? 0,
    inFlight: () => inFlightAt(index, at),
    state: (who) => lastUpTo(index.transitions.get(who) ?? [], at, (transition) => transition.at)?.to,
    facts,
  };
}

function objectAt(index: TraceIndex, key: string, at: Millis): ApiObject | undefined {
  const write = lastUpTo(index.histories.get(key) ?? [], at, (each) => each.at);
  return write === undefined || write.operation === 'delete' ? undefined : write.object;
}

function inFlightAt({ messages, checkpoints }: TraceIndex, at: Millis): Message[] {
  const sent = countUpTo(messages, at, (message) => message.sentAt);
  const checkpoint = checkpoints[checkpointFor(sent)];
  if (!checkpoint) return [];
  const candidates = [...checkpoint.underWay, ...messages.slice(checkpoint.from, sent)];
  return candidates.filter((message) => message.sentAt < at && message.receivedAt > at);
}

function factsAt(index: TraceIndex, uid: string, at: Millis): Map<string, NodeFact> {
  const facts = index.facts.get(uid) ?? [];
  const latest = new Map<string, NodeFact>();
  for (const fact of facts.slice(
    0,
    countUpTo(facts, at, (each) => each.at),
  )) {
    latest.set(fact.container ?? '', fact);
  }
  return latest;
}
