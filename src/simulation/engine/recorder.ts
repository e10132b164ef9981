import type {
  Actor,
  AuditRecord,
  CommandOutput,
  Decision,
  EntryId,
  Message,
  Millis,
  NodeFact,
  NotModelled,
  Root,
  Trace,
  Transition,
  Write,
} from '../../trace/trace.ts';

/** An entry as long as its trace grows: nobody else has it yet. */
type Recorded<Entry> = { -readonly [Field in keyof Entry]: Entry[Field] };

/** The trace while it grows. */
export class Recorder {
  readonly roots: Root[] = [];
  readonly actors: Recorded<Actor>[] = [];
  readonly messages: Message[] = [];
  readonly transitions: Transition[] = [];
  readonly decisions: Decision[] = [];
  readonly initial: Write[] = [];
  readonly writes: Write[] = [];
  readonly facts: NodeFact[] = [];
  readonly commands: CommandOutput[] = [];
  readonly audit: AuditRecord[] = [];
  readonly notModelled: NotModelled[] = [];
  private readonly living = new Map<string, Recorded<Actor>>();
  private last: EntryId = 0;
  private firstKept: EntryId = 0;

  /** The next place in the one sequence of all that happens. */
  nextId(): EntryId {
    this.last += 1;
    return this.last;
  }

  actorStarted(actor: Actor): void {
    const recorded = { ...actor };
    this.living.set(actor.address, recorded);
    this.actors.push(recorded);
  }

  actorStopped(address: string, at: Millis): void {
    const actor = this.living.get(address);
    if (actor === undefined) return;
    actor.stoppedAt = at;
    this.living.delete(address);
  }

  /**
   * Drops all that happened before a moment, but for the statecharts that live on and the facts that still hold.
   * What comes later and was caused by something dropped is caused by the root 0, "before the run".
   */
  forgetBefore(at: Millis): void {
    this.firstKept = this.last + 1;
    this.roots.length = 0;
    this.roots.push({ id: 0, kind: 'timer', at, who: 'cluster', what: 'before the run' });
    this.messages.length = 0;
    this.decisions.length = 0;
    this.writes.length = 0;
    this.commands.length = 0;
    this.audit.length = 0;
    const living = this.actors.filter((actor) => actor.stoppedAt === undefined);
    this.actors.length = 0;
    this.living.clear();
    for (const actor of living) this.actorStarted({ ...actor, startedAt: Math.max(actor.startedAt, at), cause: 0 });
    const states = new Map(this.transitions.map((transition) => [transition.who, transition]));
    this.transitions.length = 0;
    for (const { who, to } of states.values()) {
      if (this.living.has(who))
        this.transitions.push({ id: this.nextId(), at, who, from: '', to, event: 'start', cause: 0 });
    }
    const last = new Map(this.facts.map((fact) => [`${fact.uid}/${fact.container ?? ''}`, fact]));
    this.facts.length = 0;
    for (const fact of last.values())
      if (fact.state !== 'removed') this.facts.push({ ...fact, id: this.nextId(), at, cause: 0 });
  }

  /** Said once per object and sentence. */
  noteNotModelled(note: NotModelled): void {
    const known = this.notModelled.some((n) => n.about === note.about && n.says === note.says && n.path === note.path);
    if (!known) this.notModelled.push(note);
  }

  /** Causes that were dropped become the root 0. */
  private rooted<T extends { readonly cause: EntryId }>(entries: readonly T[]): readonly T[] {
    if (this.firstKept === 0) return entries;
    return entries.map((entry) => (entry.cause > 0 && entry.cause < this.firstKept ? { ...entry, cause: 0 } : entry));
  }

  finish(scenario: Trace['scenario'], nodes: readonly string[]): Trace {
    return {
      format: 1,
      version: 'v1.35',
      scenario,
      nodes,
      initial: this.initial,
      roots: this.roots,
      actors: this.rooted(this.actors),
      messages: this.rooted(this.messages),
      transitions: this.rooted(this.transitions),
      decisions: this.rooted(this.decisions),
      writes: this.rooted(this.writes),
      facts: this.rooted(this.facts),
      commands: this.rooted(this.commands),
      audit: this.audit,
      notModelled: this.notModelled,
    };
  }
}
