import type { Address, Decision, EntryId, Message, NodeFact, Root, Trace, Transition, Write } from './trace.ts';

export type Entry =
  | { readonly is: 'root'; readonly at: number; readonly value: Root }
  | { readonly is: 'message'; readonly at: number; readonly value: Message }
  | { readonly is: 'transition'; readonly at: number; readonly value: Transition }
  | { readonly is: 'decision'; readonly at: number; readonly value: Decision }
  | { readonly is: 'write'; readonly at: number; readonly value: Write }
  | { readonly is: 'fact'; readonly at: number; readonly value: NodeFact };

/** Messages still under way when the message at `from` was sent. */
interface Checkpoint {
  readonly from: number;
  readonly underWay: readonly Message[];
}

/** A trace with everything that frames need to be found quickly. Made once per run. */
export interface TraceIndex {
  readonly trace: Trace;
  /** By sentAt, then id. */
  readonly messages: readonly Message[];
  readonly checkpoints: readonly Checkpoint[];
  /** All writes by time, those of time zero first. */
  readonly writes: readonly Write[];
  readonly histories: ReadonlyMap<string, readonly Write[]>;
  /** Keys of each resource in order of first appearance. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly transitions: ReadonlyMap<Address, readonly Transition[]>;
  /** By pod uid, in time order. */
  readonly facts: ReadonlyMap<string, readonly NodeFact[]>;
  readonly decisions: readonly Decision[];
  readonly entry: (id: EntryId) => Entry | undefined;
  readonly answerOf: ReadonlyMap<EntryId, Message>;
  /** Ids of everything that names this entry as its cause. */
  readonly effects: ReadonlyMap<EntryId, readonly EntryId[]>;
}

const stride = 128;

export function indexTrace(trace: Trace): TraceIndex {
  const messages = trace.messages.toSorted((a, b) => a.sentAt - b.sentAt || a.id - b.id);
  const writes = [...trace.initial, ...trace.writes.toSorted((a, b) => a.at - b.at || a.id - b.id)];
  const histories = grouped(writes, (write) => write.key);
  const entries = entriesOf(trace);
  return {
    trace,
    messages,
    checkpoints: checkpointsOf(messages),
    writes,
    histories,
    keys: keysByResource(histories),
    transitions: grouped(trace.transitions, (transition) => transition.who),
    facts: grouped(trace.facts, (fact) => fact.uid),
    decisions: trace.decisions,
    entry: (id) => entries.get(id),
    answerOf: answersOf(messages),
    effects: effectsIn(trace),
  };
}

function answersOf(messages: readonly Message[]): Map<EntryId, Message> {
  const answers = new Map<EntryId, Message>();
  for (const message of messages) if (message.answers !== undefined) answers.set(message.answers, message);
  return answers;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

function keysByResource(histories: ReadonlyMap<string, readonly Write[]>): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const [key, [first]] of histories) {
    if (!first) continue;
    const known = keys.get(first.resource);
    if (known) known.push(key);
    else keys.set(first.resource, [key]);
  }
  return keys;
}

function checkpointsOf(messages: readonly Message[]): Checkpoint[] {
  const checkpoints: Checkpoint[] = [];
  let underWay: readonly Message[] = [];
  for (let from = 0; from < messages.length; from += stride) {
    const now = messages[from]?.sentAt ?? 0;
    const since = from === 0 ? [] : messages.slice(from - stride, from);
    underWay = [...underWay, ...since].filter((message) => message.receivedAt > now);
    checkpoints.push({ from, underWay });
  }
  return checkpoints;
}

/** Index of the checkpoint to start from when `count` messages have been sent. */
export const checkpointFor = (count: number): number => Math.max(0, Math.ceil(count / stride) - 1);

function entriesOf(trace: Trace): Map<EntryId, Entry> {
  const entries = new Map<EntryId, Entry>();
  for (const value of trace.initial) entries.set(value.id, { is: 'write', at: value.at, value });
  for (const value of trace.roots) entries.set(value.id, { is: 'root', at: value.at, value });
  for (const value of trace.messages) entries.set(value.id, { is: 'message', at: value.sentAt, value });
  for (const value of trace.transitions) entries.set(value.id, { is: 'transition', at: value.at, value });
  for (const value of trace.decisions) entries.set(value.id, { is: 'decision', at: value.at, value });
  for (const value of trace.writes) entries.set(value.id, { is: 'write', at: value.at, value });
  for (const value of trace.facts) entries.set(value.id, { is: 'fact', at: value.at, value });
  return entries;
}

function effectsIn(trace: Trace): Map<EntryId, EntryId[]> {
  const effects = new Map<EntryId, EntryId[]>();
  const caused = [trace.messages, trace.transitions, trace.decisions, trace.writes, trace.facts] as const;
  for (const entries of caused) {
    for (const { id, cause } of entries) {
      const known = effects.get(cause);
      if (known) known.push(id);
      else effects.set(cause, [id]);
    }
  }
  return effects;
}
