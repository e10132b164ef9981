import type { HttpRequest, Message, Write } from '../trace/trace.ts';
import type { TraceIndex } from '../trace/trace-index.ts';

/** What a request to the API server wrote, by the request's id. */
export function writesByRequest(index: TraceIndex): ReadonlyMap<number, Write> {
  const found = new Map<number, Write>();
  for (const write of index.trace.writes) {
    const request = requestBehind(index, write.cause);
    if (request && !found.has(request.id)) found.set(request.id, write);
  }
  return found;
}

/** The request to the API server that an entry inside the API server serves. */
export function requestBehind(index: TraceIndex, id: number): Message | undefined {
  let next: number | undefined = id;
  for (let depth = 0; next !== undefined && depth < 64; depth += 1) {
    const entry = index.entry(next);
    if (!entry || entry.is === 'root') return undefined;
    if (entry.is === 'message' && entry.value.body.type === 'http-request') return entry.value;
    next = entry.value.cause;
  }
  return undefined;
}

export interface Asked {
  readonly message: Message;
  readonly body: HttpRequest;
}

/** The message as a request to the API server, if it is one. */
export function asked(message: Message | undefined): Asked | undefined {
  return message?.body.type === 'http-request' ? { message, body: message.body } : undefined;
}

/** The request that an answer closes. */
export function requestOf(index: TraceIndex, answer: Message): Message | undefined {
  const entry = answer.answers === undefined ? undefined : index.entry(answer.answers);
  return entry?.is === 'message' ? entry.value : undefined;
}
