import { speaker } from '../../story/describe-message.ts';
import { longSentence } from '../../story/long-sentence.ts';
import { clock, plural } from '../../story/words.ts';
import { effectsOf } from '../../trace/causality.ts';
import type { Root } from '../../trace/trace.ts';
import styles from './inspector.module.css';
import type { InspectorProps } from './inspector-props.ts';

const most = 40;

/** Where a chain of causes begins: a person, or a timer that a process keeps for itself. */
export function RootInspector({ story, root, onSelect, onSeek }: InspectorProps & { readonly root: Root }) {
  const messages = effectsOf(story.index, root.id)
    .filter((entry) => entry.is === 'message')
    .map(({ value }) => value)
    .toSorted((a, b) => a.id - b.id);
  const person = root.kind === 'action';
  return (
    <>
      <section className={styles.head}>
        <h2>{root.what}</h2>
        <p>
          {person
            ? `A person did this at ${clock(root.at)} s.`
            : `A timer of ${speaker(root.who)}, at ${clock(root.at)} s.`}{' '}
          Nothing in the cluster caused it: the chain begins here.
        </p>
        <button type="button" className={styles.link} onClick={() => onSeek(root.at)}>
          Go to {clock(root.at)} s
        </button>
      </section>
      <section className={styles.part}>
        <h3>
          What followed{' '}
          <span>{messages.length >= 500 ? 'more than 500 messages' : plural(messages.length, 'message')}</span>
        </h3>
        <ol className={styles.decided}>
          {messages.slice(0, most).map((message) => (
            <li key={message.id}>
              <button type="button" onClick={() => onSelect(message.id)}>
                <time>{clock(message.sentAt)}</time>
                <span>{longSentence(story.index, message)}</span>
              </button>
            </li>
          ))}
        </ol>
        {messages.length > most && <p className={styles.small}>and more: step through the messages to see them.</p>}
      </section>
    </>
  );
}
