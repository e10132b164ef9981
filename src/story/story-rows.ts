import { processOf } from '../trace/address.ts';
import { countUpTo } from '../trace/binary-search.ts';
import type { EntryId, Message, Millis } from '../trace/trace.ts';
import type { Classified } from './classify.ts';
import type { Showings } from './showing.ts';

/** One arrow of the story; several alike messages that follow each other closely are one. */
export interface StoryRow {
  /** Id of its first message. */
  readonly id: EntryId;
  /** When its first message is seen to be sent. */
  readonly at: Millis;
  readonly until: Millis;
  readonly label: string;
  readonly messages: readonly [Classified, ...Classified[]];
}

/** Alike messages join while the next one is sent within this many virtual ms. */
const together = 400;
/** Connections of a client to a Service come one by one and are all alike. */
const togetherForTraffic = 5000;

const reach = ({ message }: Classified): Millis => (message.body.type === 'traffic' ? togetherForTraffic : together);

/** @param stops when the guided play stops: a row never reaches over one */
export function storyRows(
  classes: Iterable<Classified>,
  showings: Showings,
  stops: readonly Millis[],
): readonly StoryRow[] {
  const rows: { key: string; last: Millis; messages: [Classified, ...Classified[]] }[] = [];
  const open = new Map<string, (typeof rows)[number]>();
  for (const told of classes) {
    if (told.level !== 'story') continue;
    const seen = showings.get(told.message.id)?.from ?? told.message.sentAt;
    const key = `${countUpTo(stops, seen, (at) => at)} ${likeness(told)}`;
    const row = open.get(key);
    if (row && told.message.sentAt - row.last <= reach(told)) {
      row.messages.push(told);
      row.last = told.message.sentAt;
    } else {
      const fresh: (typeof rows)[number] = { key, last: told.message.sentAt, messages: [told] };
      rows.push(fresh);
      open.set(key, fresh);
    }
  }
  return rows.map(({ messages }) => rowOf(messages, showings)).toSorted((a, b) => a.at - b.at || a.id - b.id);
}

function rowOf(messages: readonly [Classified, ...Classified[]], showings: Showings): StoryRow {
  const [first] = messages;
  const label = messages.length === 1 ? first.label : `${general(first.label)}, ${messages.length} times`;
  const at = showings.get(first.message.id)?.from ?? first.message.sentAt;
  const until = Math.max(...messages.map(({ message }) => showings.get(message.id)?.to ?? message.receivedAt));
  return { id: first.message.id, at, until, label, messages };
}

/** The label without what is particular: `POST binding: worker-1` becomes `POST binding`. */
const general = (label: string): string =>
  label
    .replace(/:.*$/, '')
    .replace(/ \/registry.*$/, '')
    .replace(/^request \d+$/, 'request');

function likeness({ message, step, failed }: Classified): string {
  return [step, failed, processOf(message.from), processOf(message.to), kindOf(message)].join('|');
}

function kindOf({ body, role }: Message): string {
  switch (body.type) {
    case 'http-request':
      return `${body.method} ${body.resource ?? ''}/${body.subresource ?? ''}`;
    case 'watch-event':
      return `${body.event} ${body.resource}`;
    case 'cri-call':
      return body.call;
    case 'cri-answer':
      return `${body.call} returned`;
    case 'probe-answer':
      return `${body.probe} ${body.outcome}`;
    case 'signal':
      return body.signal;
    case 'http-answer':
      return `answer ${body.code}`;
    case 'etcd-txn':
      return `${body.operation}`;
    default:
      return `${body.type} ${role}`;
  }
}
