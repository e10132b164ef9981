import { causesOf } from '../trace/causality.ts';
import type { EntryId, Message, Millis } from '../trace/trace.ts';
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

/** The chain of causes as a person wants to read it: watches and storage folded away, the root last. */
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
  }
  return links;
}

function linkOf(story: Story, entry: Entry, selected: boolean): WhyLink | undefined {
  const shared = { id: entry.value.id, at: entry.at, watched: false };
  if (entry.is === 'root') {
    const { kind, what, who } = entry.value;
    return {
      ...shared,
      kind: kind === 'action' ? 'person' : 'timer',
      message: undefined,
      what,
      who: kind === 'action' ? 'you' : speaker(who),
    };
  }
  if (entry.is === 'decision') {
    return { ...shared, kind: 'decision', message: undefined, what: entry.value.says, who: speaker(entry.value.who) };
  }
  if (entry.is !== 'message' || (!selected && inner(entry.value))) return undefined;
  const message = entry.value;
  const what = story.classes.get(message.id)?.label ?? shortLabel(story.index, message);
  return { ...shared, kind: 'message', message, what, who: speaker(message.from) };
}

/** Steps inside a component that nobody asks about. */
function inner({ body }: Message): boolean {
  return body.type === 'etcd-txn' || body.type === 'etcd-answer' || body.type === 'etcd-event';
}
