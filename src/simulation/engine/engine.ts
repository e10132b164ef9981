import type { AnyStateMachine } from 'xstate';
import type { Draw } from '../../kubernetes/api/calls.ts';
import type { Address, EntryId, Message, Millis } from '../../trace/trace.ts';
import { chartOf, type Leaf } from './chart.ts';
import { diceFor } from './dice.ts';
import { EnginePort, type Host } from './engine-port.ts';
import { EventQueue } from './event-queue.ts';
import { latency, microseconds } from './latency.ts';
import type { ChartEvent, Outgoing, Port } from './port.ts';
import { Recorder } from './recorder.ts';
import { RunTooLong } from './run-too-long.ts';
import { type Due, Walk } from './walk.ts';

interface LivingChart {
  readonly address: Address;
  readonly port: Port;
  leaf: Leaf;
  context: object;
  path: string;
  /** Timers that run: the id of the delay → the token of the queue entry that still counts. */
  readonly timers: Map<string, number>;
}

interface Entry {
  readonly to: Address;
  readonly event: ChartEvent;
  readonly cause: EntryId;
  readonly timer?: { readonly id: string; readonly name: string; readonly token: number };
}

/** A mistake of ours, not of a person's: better to fail than to hang. */
const mostStepsAtOnce = 1_000_000;

/** Starts a chart for the first message to an address that nobody holds: how a server accepts a request. */
export type Listener = (
  address: Address,
  event: ChartEvent,
) => { readonly machine: string; readonly input: object } | undefined;

/**
 * The loop: takes the earliest entry off the queue, lets the chart walk from its rest to the next, and carries out
 * the actions that come of it. Delays of a machine become entries of the same queue.
 */
export class Engine implements Host {
  readonly recorder = new Recorder();
  private readonly queue = new EventQueue<Entry>();
  private readonly charts = new Map<Address, LivingChart>();
  private readonly listeners = new Map<string, Listener>();
  /** By sender, then receiver. */
  private readonly lastArrivals = new Map<Address, Map<Address, Millis>>();
  private clock: Millis = 0;
  private currentCause: EntryId = 0;
  private tokens = 0;

  constructor(
    private readonly seed: number,
    private readonly machines: Readonly<Record<string, AnyStateMachine>>,
    start: Millis = 0,
  ) {
    this.clock = start;
  }

  get now(): Millis {
    return this.clock;
  }

  get cause(): EntryId {
    return this.currentCause;
  }

  lives(address: Address): boolean {
    return this.charts.has(address);
  }

  /** Tells a statechart after so many virtual ms, without a message on the bus. */
  tell(delay: Millis, to: Address, event: ChartEvent, cause: EntryId): void {
    const at = delay > 0 ? microseconds(this.clock + delay) : this.clock;
    this.queue.push(at, { to, event, cause });
  }

  listen(prefix: string, listener: Listener): void {
    this.listeners.set(prefix, listener);
  }

  /** A person's action: the root of all that follows from it. */
  act(at: Millis, who: Address, what: string, to: Address, event: ChartEvent): void {
    this.queue.push(at, { to: '', event: { type: 'act', who, what, to, event }, cause: 0 });
  }

  /** A person's action that starts a process of its own. */
  actBySpawning(at: Millis, who: Address, what: string, address: Address, machine: string, input: object): void {
    this.queue.push(at, {
      to: '',
      event: { type: 'act', who, what, to: address, spawns: { machine, input } },
      cause: 0,
    });
  }

  spawn(address: Address, machineName: string, input: object, cause: EntryId): void {
    const machine = this.machines[machineName];
    if (machine === undefined) throw new Error(`no machine is called ${machineName}`);
    if (this.charts.has(address)) throw new Error(`${address} lives already`);
    const port = new EnginePort(this, address, diceFor(this.seed, address));
    const before = this.currentCause;
    this.currentCause = cause;
    this.recorder.actorStarted({ address, machine: machineName, startedAt: this.clock, cause });
    const walk = Walk.begin(chartOf(machine), { ...input, port });
    const chart: LivingChart = { address, port, leaf: walk.leaf, context: walk.context, path: '', timers: new Map() };
    this.charts.set(address, chart);
    this.settle(chart, walk, 'start');
    this.currentCause = before;
  }

  /** Runs until the queue is empty, virtual time would pass `until`, or `done` says so. */
  run(until: Millis, mostMessages = Number.POSITIVE_INFINITY, done = (): boolean => false): void {
    let steps = 0;
    for (let at = this.queue.nextTime(); at <= until && !done(); at = this.queue.nextTime()) {
      steps = at === this.clock ? steps + 1 : 0;
      if (steps > mostStepsAtOnce)
        throw new Error(`time stands still at ${at} ms: the statecharts tell each other without end`);
      if (this.recorder.messages.length > mostMessages) throw new RunTooLong(mostMessages, at);
      const entry = this.queue.pop();
      if (entry === undefined) return;
      this.clock = at;
      this.deliver(entry);
    }
    this.clock = until;
  }

  private deliver(entry: Entry): void {
    if (entry.to === '') {
      this.deliverAction(entry.event);
      return;
    }
    const chart = this.charts.get(entry.to);
    if (chart === undefined) {
      this.accept(entry);
      return;
    }
    this.currentCause = entry.cause;
    if (entry.timer !== undefined) {
      if (chart.timers.get(entry.timer.id) !== entry.timer.token) return;
      chart.timers.delete(entry.timer.id);
      // A delay named "every …" or "first …" is a clock that the process keeps for itself: a chain of causes begins here.
      const { name } = entry.timer;
      if (/^(every|first) /.test(name)) this.currentCause = chart.port.root(name);
    }
    if (chart.leaf.final) return;
    const walk = Walk.step(chart.leaf, chart.context, entry.event);
    this.settle(chart, walk, entry.timer?.name ?? entry.event.type);
  }

  private deliverAction(event: ChartEvent): void {
    const id = this.recorder.nextId();
    const {
      who,
      what,
      to,
      event: inner,
      spawns,
    } = event as ChartEvent & {
      readonly who: string;
      readonly what: string;
      readonly to: string;
      readonly event?: ChartEvent;
      readonly spawns?: { readonly machine: string; readonly input: object };
    };
    this.recorder.roots.push({ id, kind: 'action', at: this.clock, who, what });
    if (spawns !== undefined) this.spawn(to, spawns.machine, spawns.input, id);
    else if (inner !== undefined) this.deliver({ to, event: inner, cause: id });
  }

  /** The message that starts a chart is its input, and is not told to it again. */
  private accept({ to, event, cause }: Entry): void {
    const prefix = to.slice(0, to.lastIndexOf('-') + 1);
    const accepted = this.listeners.get(prefix)?.(to, event);
    if (accepted !== undefined) this.spawn(to, accepted.machine, accepted.input, cause);
  }

  private settle(chart: LivingChart, { leaf, context, due, entered }: Walk, event: string): void {
    chart.leaf = leaf;
    chart.context = context;
    const { path } = leaf;
    // A chart that comes back to where it rested has been somewhere: only one that entered no state has stayed.
    if (entered.length > 0) {
      this.recorder.transitions.push({
        id: this.recorder.nextId(),
        at: this.clock,
        who: chart.address,
        from: chart.path,
        to: path,
        ...(entered.length > 1 ? { via: entered.slice(0, -1).map((passed) => passed.path) } : {}),
        event,
        cause: this.currentCause,
      });
      chart.path = path;
    }
    for (const each of due) this.carryOut(chart, each);
    if (leaf.final) this.stop(chart.address);
  }

  private carryOut(chart: LivingChart, due: Due): void {
    if (due.kind === 'do') due.run(due.given);
    else if (due.kind === 'cancel timer') chart.timers.delete(due.id);
    else this.startTimer(chart, due);
  }

  private startTimer(chart: LivingChart, { id, name, event, delay }: Due & { readonly kind: 'start timer' }): void {
    this.tokens += 1;
    chart.timers.set(id, this.tokens);
    const at = microseconds(this.clock + Math.max(0, delay));
    const timer = { id, name, token: this.tokens };
    this.queue.push(at, { to: chart.address, event, cause: this.currentCause, timer });
  }

  stop(address: Address): void {
    if (this.charts.delete(address)) this.recorder.actorStopped(address, this.clock);
  }

  send(sender: Address, draw: Draw, outgoing: Outgoing): EntryId {
    const id = this.recorder.nextId();
    const from = outgoing.from ?? sender;
    const receivedAt = this.arrival(from, draw, outgoing);
    const cause = outgoing.cause ?? this.currentCause;
    const { to, protocol, role, body, answers } = outgoing;
    const message: Message = {
      id,
      sentAt: this.clock,
      receivedAt,
      from,
      to,
      protocol,
      cause,
      role,
      ...(answers === undefined ? {} : { answers }),
      body,
    };
    this.recorder.messages.push(message);
    this.queue.push(receivedAt, { to, event: { ...outgoing.event, message: id }, cause: id });
    return id;
  }

  private arrival(from: Address, draw: Draw, outgoing: Outgoing): Millis {
    const delay = typeof outgoing.takes === 'number' ? outgoing.takes : latency(outgoing.takes, draw);
    const at = microseconds(this.clock + delay);
    if (outgoing.inOrder !== true) return at;
    const streams = this.lastArrivals.get(from) ?? new Map<Address, Millis>();
    this.lastArrivals.set(from, streams);
    const inOrder = Math.max(at, streams.get(outgoing.to) ?? at);
    streams.set(outgoing.to, inOrder);
    return inOrder;
  }
}
