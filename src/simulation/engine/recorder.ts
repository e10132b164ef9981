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

/** The trace while it grows. */
export class Recorder {
  readonly roots: Root[] = [];
  readonly actors: Actor[] = [];
  readonly messages: Message[] = [];
  readonly transitions: Transition[] = [];
  readonly decisions: Decision[] = [];
  readonly initial: Write[] = [];
  readonly writes: Write[] = [];
  readonly facts: NodeFact[] = [];
  readonly commands: CommandOutput[] = [];
  readonly audit: AuditRecord[] = [];
  readonly notModelled: NotModelled[] = [];
  private readonly places = new Map<string, number>();
  private last: EntryId = 0;

  /** The next place in the one sequence of all that happens. */
  nextId(): EntryId {
    this.last += 1;
    return this.last;
  }

  actorStarted(actor: Actor): void {
    this.places.set(actor.address, this.actors.length);
    this.actors.push(actor);
  }

  actorStopped(address: string, at: Millis): void {
    const place = this.places.get(address);
    const actor = place === undefined ? undefined : this.actors[place];
    if (place === undefined || actor === undefined) return;
    this.actors[place] = { ...actor, stoppedAt: at };
  }

  /** Said once per object and sentence. */
  noteNotModelled(note: NotModelled): void {
    const known = this.notModelled.some((n) => n.about === note.about && n.says === note.says && n.path === note.path);
    if (!known) this.notModelled.push(note);
  }

  finish(scenario: Trace['scenario'], nodes: readonly string[]): Trace {
    return {
      format: 1,
      version: 'v1.35',
      scenario,
      nodes,
      initial: this.initial,
      roots: this.roots,
      actors: this.actors,
      messages: this.messages,
      transitions: this.transitions,
      decisions: this.decisions,
      writes: this.writes,
      facts: this.facts,
      commands: this.commands,
      audit: this.audit,
      notModelled: this.notModelled,
    };
  }
}
