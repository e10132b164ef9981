import type { Draw } from '../../kubernetes/api/calls.ts';
import { rfc3339 } from '../../kubernetes/api/times.ts';
import type { Address, EntryId, Millis } from '../../trace/trace.ts';
import { type LatencyKind, latency } from './latency.ts';
import type { ChartEvent, Outgoing, Port } from './port.ts';
import type { Recorder } from './recorder.ts';

/** What a port asks of the engine behind it. */
export interface Host {
  readonly recorder: Recorder;
  readonly now: Millis;
  /** The entry that led to what is being done now. */
  readonly cause: EntryId;
  send(sender: Address, draw: Draw, outgoing: Outgoing): EntryId;
  tell(delay: Millis, to: Address, event: ChartEvent, cause: EntryId): void;
  spawn(address: Address, machine: string, input: object, cause: EntryId): void;
  stop(address: Address): void;
  lives(address: Address): boolean;
}

/**
 * The port of one statechart. A class, since there are as many of them as requests and Pods: the methods are made
 * once, and not again for each.
 */
export class EnginePort implements Port {
  constructor(
    private readonly host: Host,
    readonly address: Address,
    readonly draw: Draw,
  ) {}

  now(): Millis {
    return this.host.now;
  }

  timestamp(): string {
    return rfc3339(this.host.now);
  }

  takes(kind: LatencyKind): number {
    return latency(kind, this.draw);
  }

  cause(): EntryId {
    return this.host.cause;
  }

  send(outgoing: Outgoing): EntryId {
    return this.host.send(this.address, this.draw, outgoing);
  }

  tell(to: Address, event: ChartEvent, cause = this.host.cause): void {
    this.host.tell(0, to, event, cause);
  }

  tellLater(delay: number, to: Address, event: ChartEvent, cause = this.host.cause): void {
    this.host.tell(delay, to, event, cause);
  }

  spawn(address: Address, machine: string, input: object, cause = this.host.cause): void {
    this.host.spawn(address, machine, input, cause);
  }

  stop(address: Address): void {
    this.host.stop(address);
  }

  lives(address: Address): boolean {
    return this.host.lives(address);
  }

  root(what: string): EntryId {
    const { recorder, now: at } = this.host;
    const id = recorder.nextId();
    recorder.roots.push({ id, kind: 'timer', at, who: this.address, what });
    return id;
  }

  decide({ cause = this.host.cause, ...decision }: Parameters<Port['decide']>[0]): EntryId {
    const { recorder, now: at } = this.host;
    const id = recorder.nextId();
    recorder.decisions.push({ id, at, who: this.address, ...decision, cause });
    return id;
  }

  fact({ cause = this.host.cause, ...fact }: Parameters<Port['fact']>[0]): void {
    const { recorder, now: at } = this.host;
    recorder.facts.push({ id: recorder.nextId(), at, ...fact, cause });
  }

  notModelled(note: Parameters<Port['notModelled']>[0]): void {
    const { recorder, now: at } = this.host;
    recorder.noteNotModelled({ ...note, at });
  }
}
