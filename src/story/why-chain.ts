import { controllerOf, laneOf } from '../trace/address.ts';
import { causesOf } from '../trace/causality.ts';
import type { Address, Decision, EntryId, Message, Millis } from '../trace/trace.ts';
import type { Entry } from '../trace/trace-index.ts';
import { shortLabel, speaker } from './describe-message.ts';
import type { Story } from './tell.ts';

/** One link of the chain from a message back to a person or a timer. */
export interface WhyLink {
  readonly id: EntryId;
  readonly at: Millis;
  readonly kind: 'message' | 'decision' | 'person' | 'timer';
  readonly message: Message | undefined;
  readonly what: string;
  readonly who: string;
  /** It was learnt through a watch, which is folded into this link. */
  readonly watched: boolean;
}

/**
 * The chain of causes as a person wants to read it: watches and storage folded away, the root last. Between a message and
 * its cause stands what its sender decided in between.
 */
export function whyChain(story: Story, id: EntryId): readonly WhyLink[] {
  const links: WhyLink[] = [];
  for (const [place, entry] of causesOf(story.index, id).entries()) {
    if (place > 0 && entry.is === 'message' && entry.value.body.type === 'watch-event') {
      const last = links.at(-1);
      if (last) links[links.length - 1] = { ...last, watched: true };
      continue;
    }
    const link = linkOf(story, entry, place === 0);
    if (link) links.push(link);
    links.push(...decidedBefore(story, entry).map((decision) => decisionLink(decision)));
  }
  return links;
}

function linkOf(story: Story, entry: Entry, selected: boolean): WhyLink | undefined {
  if (entry.is === 'root') {
    const { id, kind, what, who } = entry.value;
    const person = kind === 'action';
    return {
      id,
      at: entry.at,
      watched: false,
      kind: person ? 'person' : 'timer',
      message: undefined,
      what,
      who: person ? 'you' : speaker(who),
    };
  }
  if (entry.is === 'decision') return decisionLink(entry.value);
  if (entry.is !== 'message' || (!selected && inner(story, entry.value))) return undefined;
  const message = entry.value;
  const what = story.classes.get(message.id)?.label ?? shortLabel(story.index, message);
  return { id: message.id, at: entry.at, watched: false, kind: 'message', message, what, who: speaker(message.from) };
}

const decisionLink = ({ id, at, says, who }: Decision): WhyLink => ({
  id,
  at,
  watched: false,
  kind: 'decision',
  message: undefined,
  what: says,
  who: speaker(who),
});

/** Steps inside a component, and answers that only say that a call came back: the call itself is the next link. */
function inner({ classes }: Story, { id, body, role }: Message): boolean {
  if (body.type === 'etcd-txn' || body.type === 'etcd-answer' || body.type === 'etcd-event') return true;
  return role === 'answer' && classes.get(id)?.failed !== true;
}

/** What a server thinks of each request is told with the request; a chain that names it all would not be read. */
const told = new Set(['authentication', 'authorization', 'decoding', 'admission']);

/** Decisions of the sender, about what the message is about, that have the same cause; the latest first. */
function decidedBefore({ index }: Story, entry: Entry): readonly Decision[] {
  if (entry.is !== 'message' || entry.value.role === 'answer') return [];
  const { from, cause, id } = entry.value;
  const before = (index.effects.get(cause) ?? []).filter((effect) => effect < id).map((effect) => index.entry(effect));
  return before
    .filter((each) => each?.is === 'decision')
    .map(({ value }) => value)
    .filter(({ who, says, kind }) => mayExplain(who, from) && says !== '' && !told.has(kind))
    .toReversed();
}

/** Many controllers live in one process, each with a worker for each object: they see the same change and decide apart. */
const mayExplain = (who: Address, from: Address): boolean =>
  controllerOf(from) === undefined ? laneOf(who) === laneOf(from) : who === from;
