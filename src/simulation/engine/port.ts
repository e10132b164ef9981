import type { Draw } from '../../kubernetes/api/calls.ts';
import type {
  Actor,
  Address,
  Decision,
  EntryId,
  Message,
  MessageBody,
  Millis,
  NodeFact,
  NotModelled,
  Protocol,
} from '../../trace/trace.ts';
import type { LatencyKind } from './latency.ts';

/** An event as a statechart receives it; `message` is the id of the bus message that brought it, if one did. */
export interface ChartEvent {
  readonly type: string;
  readonly message?: EntryId;
  readonly [field: string]: unknown;
}

/** A message to be sent: what the trace shows of it (`body`) and what the receiver's chart is given (`event`). */
export interface Outgoing {
  readonly to: Address;
  readonly protocol: Protocol;
  readonly role: Message['role'];
  readonly answers?: EntryId;
  readonly body: MessageBody;
  readonly event: ChartEvent;
  /** How long it travels: a kind of the latency model, or virtual ms. */
  readonly takes: LatencyKind | number;
  /** What caused it, where that is not the event being handled. */
  readonly cause?: EntryId;
  /** The sender, where that is another statechart of the same process. */
  readonly from?: Address;
  /** Part of a stream: it does not arrive before what the same sender sent to the same receiver earlier. */
  readonly inOrder?: boolean;
}

/**
 * All that a statechart can do to the world, handed to it at its start. Machines stay pure: their actions are carried
 * out by the engine after the transition, and reach the world through this alone.
 */
export interface Port {
  readonly address: Address;
  /** Virtual ms since the start of the run. */
  now(): Millis;
  /** Virtual time as the API writes it, in whole seconds: `2026-01-01T00:00:12Z`. */
  timestamp(): string;
  /** Luck of this statechart alone. */
  readonly draw: Draw;
  /** A duration of the latency model, drawn from this statechart's luck. */
  takes(kind: LatencyKind): number;
  /** The entry that led to what is being done now. */
  cause(): EntryId;
  send(message: Outgoing): EntryId;
  /** Tells another statechart of the same process, at once and without a message on the bus. */
  tell(to: Address, event: ChartEvent, cause?: EntryId): void;
  /** The same, after some virtual ms. */
  tellLater(delay: number, to: Address, event: ChartEvent, cause?: EntryId): void;
  spawn(address: Address, machine: string, input: object, cause?: EntryId): void;
  stop(address: Address): void;
  /** Whether a statechart of that address lives now. */
  lives(address: Address): boolean;
  /** Starts a chain of causes: a timer that this process keeps for itself. */
  root(what: string): EntryId;
  decide(decision: Omit<Decision, 'id' | 'at' | 'who' | 'cause'> & { readonly cause?: EntryId }): EntryId;
  fact(fact: Omit<NodeFact, 'id' | 'at' | 'cause'> & { readonly cause?: EntryId }): void;
  notModelled(note: Omit<NotModelled, 'at'>): void;
}

export type { Actor };
