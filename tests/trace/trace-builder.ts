import type { ApiObject } from '../../src/kubernetes/api/types.ts';
import type { Message, MessageBody, NodeFact, Protocol, Trace, Write } from '../../src/trace/trace.ts';

/** Builds a small trace by hand, in time order; ids are given as things are added. */
export class TraceBuilder {
  private next = 1;
  private revision = 1155;
  private readonly last = new Map<string, number>();
  readonly messages: Message[] = [];
  readonly writes: Write[] = [];
  readonly facts: NodeFact[] = [];
  readonly roots: Trace['roots'][number][] = [];
  readonly decisions: Trace['decisions'][number][] = [];
  readonly commands: Trace['commands'][number][] = [];

  root(at: number, who: string, what: string, kind: 'action' | 'timer' = 'action'): number {
    const id = this.next++;
    this.roots.push({ id, kind, at, who, what });
    return id;
  }

  send(
    at: number,
    took: number,
    from: string,
    to: string,
    protocol: Protocol,
    cause: number,
    body: MessageBody,
  ): number {
    const id = this.next++;
    this.messages.push({ id, sentAt: at, receivedAt: at + took, from, to, protocol, cause, role: roleOf(body), body });
    return id;
  }

  answer(at: number, took: number, request: number, cause: number, body: MessageBody): number {
    const asked = this.messages.find((message) => message.id === request);
    if (!asked) throw new Error(`no request ${request}`);
    const id = this.next++;
    const { from, to, protocol } = asked;
    this.messages.push({
      id,
      sentAt: at,
      receivedAt: at + took,
      from: to,
      to: from,
      protocol,
      cause,
      role: 'answer',
      answers: request,
      body,
    });
    return id;
  }

  write(
    at: number,
    cause: number,
    key: string,
    operation: Write['operation'],
    object: Omit<ApiObject, 'metadata'> & { metadata: object },
  ): number {
    const id = this.next++;
    this.revision += 1;
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion: String(this.revision) } } as ApiObject;
    this.writes.push({
      id,
      at,
      revision: this.revision,
      key,
      resource: key.slice(0, key.indexOf('/')),
      operation,
      object: stored,
      previous: this.last.get(key) ?? 0,
      cause,
    });
    this.last.set(key, this.revision);
    return id;
  }

  fact(at: number, cause: number, fact: Omit<NodeFact, 'id' | 'at' | 'cause'>): number {
    const id = this.next++;
    this.facts.push({ id, at, cause, ...fact });
    return id;
  }

  decide(at: number, cause: number, decision: Omit<Trace['decisions'][number], 'id' | 'at' | 'cause'>): number {
    const id = this.next++;
    this.decisions.push({ id, at, cause, ...decision });
    return id;
  }

  build(nodes: readonly string[], until: number): Trace {
    return {
      format: 1,
      version: 'v1.35',
      scenario: { name: 'nginx', title: 'One bare Pod', seed: 1, until },
      nodes,
      initial: [],
      roots: this.roots,
      actors: [],
      messages: this.messages,
      transitions: [],
      decisions: this.decisions,
      writes: this.writes,
      facts: this.facts,
      commands: this.commands,
      audit: [],
      notModelled: [],
    };
  }
}

function roleOf(body: MessageBody): Message['role'] {
  if (body.type === 'watch-event' || body.type === 'etcd-event' || body.type === 'signal') return 'event';
  return body.type.endsWith('answer') ? 'answer' : 'request';
}
