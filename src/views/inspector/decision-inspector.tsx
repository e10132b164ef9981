import { stringify } from 'yaml';
import { speaker } from '../../story/describe-message.ts';
import { clock } from '../../story/words.ts';
import type { Decision } from '../../trace/trace.ts';
import styles from './inspector.module.css';
import type { InspectorProps } from './inspector-props.ts';
import { Why } from './why.tsx';

/** Something that a component decided, with what it looked at. */
export function DecisionInspector({
  story,
  decision,
  onSelect,
  onFollow,
  onSeek,
}: InspectorProps & { readonly decision: Decision }) {
  const { id, at, who, kind, about, says, refused, data } = decision;
  return (
    <>
      <section className={styles.head}>
        <h2>{says}</h2>
        <p>
          {speaker(who)} decided this at {clock(at)} s ({kind}
          {refused === true ? ', refused' : ''}).
        </p>
        <button type="button" className={styles.link} onClick={() => onSeek(at)}>
          Go to {clock(at)} s
        </button>
        {story.index.histories.has(about) && (
          <button type="button" className={styles.link} onClick={() => onFollow(about)}>
            follow {about}
          </button>
        )}
      </section>
      <Why story={story} id={id} onSelect={onSelect} />
      {data !== undefined && (
        <section className={styles.part}>
          <h3>What it looked at</h3>
          <pre>{stringify(data, { aliasDuplicateObjects: false })}</pre>
        </section>
      )}
    </>
  );
}
