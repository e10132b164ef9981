import type { Story } from '../../story/tell.ts';
import { clock } from '../../story/words.ts';
import { laneOf } from '../../trace/address.ts';
import type { Decision, EntryId, Message } from '../../trace/trace.ts';
import styles from './inspector.module.css';

interface DecidedProps {
  readonly story: Story;
  readonly request: Message;
  readonly onSelect: (id: EntryId) => void;
}

/** What the receiver decided about a request, phase by phase: who asks, whether they may, what admission made of it. */
export function Decided({ story, request, onSelect }: DecidedProps) {
  const decisions = decisionsAbout(story, request);
  if (decisions.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3>What {laneOf(request.to)} decided</h3>
      <ol className={styles.decided}>
        {decisions.map(({ id, at, kind, says, refused }) => (
          <li key={id} data-refused={refused === true}>
            <button type="button" onClick={() => onSelect(id)}>
              <time>{clock(at)}</time>
              <span>
                <b>
                  {refused === true && '× '}
                  {kind}
                </b>{' '}
                {says}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function decisionsAbout({ index }: Story, request: Message): readonly Decision[] {
  return (index.effects.get(request.id) ?? [])
    .map((id) => index.entry(id))
    .filter((entry) => entry?.is === 'decision')
    .map(({ value }) => value)
    .filter(({ who, says }) => says !== '' && laneOf(who) === laneOf(request.to));
}
