import type { ApiAnswer, ApiCall, ClientCall, EventCall, PauseCall, WatchCall } from '../../kubernetes/api/calls.ts';
import type { EntryId } from '../../trace/trace.ts';
import type { Port } from '../engine/port.ts';
import { type Identity, request, type WatchRequest } from './kube-apiserver/api-client.ts';
import { logSoFar } from './kube-apiserver/container-acts.ts';
import type { World } from './world.ts';

type Call = ClientCall | EventCall;
type Script<Result> = Generator<Call | readonly Call[], Result, readonly ApiAnswer[]>;

/**
 * Carries out the calls of a client whose requests depend on earlier answers: sends what the script yields, gathers
 * the answers, and hands them back in the order of the calls. One per client at work.
 */
export class ClientScript<Result> {
  private answers: (ApiAnswer | undefined)[] = [];
  private waitingFor = 0;
  private watches: { readonly call: WatchCall; readonly slot: number; address: string | undefined }[] = [];
  /** Events of a watch whose opening has not been answered yet: on the way one may be faster than the answer. */
  private early: { readonly type: string; readonly object: unknown; readonly address: string }[] = [];
  /** Calls whose answers go on, by slot: their paths, and when they were sent (virtual ms). */
  private readonly followed = new Map<number, { readonly path: string; readonly sentAt: number }>();
  private outcome: Result | undefined;
  private round = 0;
  ended = false;

  constructor(
    private readonly script: Script<Result>,
    private readonly port: Port,
    private readonly world: World,
    private readonly identity: Identity,
    /** Who sends this client's events, for one that has events. */
    private readonly recorder?: string,
  ) {}

  get result(): Result | undefined {
    return this.outcome;
  }

  get answered(): boolean {
    return this.waitingFor === 0;
  }

  /** Hands over the answers of the last calls, and sends the next ones. */
  step(): void {
    const { value, done } = this.script.next(this.answers.map((answer) => answer ?? { code: 0, body: undefined }));
    if (done === true) {
      this.outcome = value;
      this.ended = true;
      return;
    }
    const calls = Array.isArray(value) ? (value as readonly Call[]) : [value as Call];
    this.round += 1;
    this.answers = calls.map(() => undefined);
    this.watches = [];
    this.early = [];
    this.followed.clear();
    this.waitingFor = calls.length;
    for (const [slot, call] of calls.entries()) this.send(call, slot);
  }

  /** Ends what only follows a stream, as Ctrl+C does, and hands over what has come of it so far. */
  interrupt(): Result | undefined {
    const streams = this.watches.filter(({ call }) => call.streams === true).length + this.followed.size;
    if (this.waitingFor === 0 || streams !== this.answers.length) return undefined;
    for (const [slot, { path, sentAt }] of this.followed)
      this.answers[slot] ??= { code: 200, body: logSoFar(this.world, path, sentAt) };
    const { value, done } = this.script.next(this.answers.map((answer) => answer ?? { code: 200, body: undefined }));
    return done === true ? value : undefined;
  }

  /** An answer to one of the calls under way. */
  take(tag: unknown, answer: ApiAnswer, watch?: string): void {
    const { round, slot } = tag as { round: number; slot: number };
    if (round !== this.round) return;
    const open = this.watches.find((w) => w.slot === slot);
    if (open !== undefined && answer.code === 200 && open.address === undefined) {
      open.address = watch;
      const early = this.early.filter(({ address }) => address === watch);
      this.early = [];
      for (const { address, ...event } of early) this.see(event, address);
      return;
    }
    if (open !== undefined) this.close(open.address);
    this.settle(slot, answer);
  }

  /** An event of a watch that one of the calls opened. */
  see(event: { readonly type: string; readonly object: unknown }, address: string): void {
    const open = this.watches.find((w) => w.address === address);
    if (open === undefined && this.watches.some((w) => w.address === undefined)) this.early.push({ ...event, address });
    if (open === undefined || this.answers[open.slot] !== undefined || !open.call.until(event)) return;
    this.close(address);
    this.settle(open.slot, { code: 200, body: event.object });
  }

  private settle(slot: number, answer: ApiAnswer): void {
    if (this.answers[slot] !== undefined) return;
    this.answers[slot] = answer;
    this.waitingFor -= 1;
  }

  private close(address: string | undefined): void {
    if (address !== undefined) this.port.tell(address, { type: 'closed by the client' });
  }

  private send(call: Call, slot: number): void {
    const tag = { round: this.round, slot };
    switch (call.verb) {
      case 'event':
        if (this.recorder !== undefined) this.port.tell(this.recorder, { type: 'record', event: call });
        this.settle(slot, { code: 0, body: undefined });
        return;
      case 'pause':
        this.pause(call, tag);
        return;
      case 'watch':
        this.watches.push({ call, slot, address: undefined });
        request(this.port, this.world, this.identity, watchRequest(call), 'answered', tag);
        if (call.timeout !== undefined) this.giveUpAfter(call.timeout, tag);
        return;
      default:
        if (call.follows === true) this.followed.set(slot, { path: call.path, sentAt: this.port.now() });
        this.request(call, tag);
    }
  }

  private request(call: ApiCall, tag: unknown, cause?: EntryId): void {
    request(this.port, this.world, this.identity, call, 'answered', tag, cause);
  }

  private pause({ ms }: PauseCall, tag: unknown): void {
    this.port.tellLater(ms, this.port.address, { type: 'answered', answer: { code: 0, body: undefined }, tag });
  }

  private giveUpAfter(ms: number, tag: unknown): void {
    this.port.tellLater(ms, this.port.address, { type: 'answered', answer: { code: 408, body: undefined }, tag });
  }
}

const watchRequest = ({ path, as }: WatchCall): WatchRequest => ({
  verb: 'watch',
  path,
  ...(as === undefined ? {} : { as }),
});
