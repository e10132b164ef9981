import { DecisionInspector } from './decision-inspector.tsx';
import styles from './inspector.module.css';
import type { InspectorProps } from './inspector-props.ts';
import { MessageInspector } from './message-inspector.tsx';
import { ObjectInspector } from './object-inspector.tsx';
import { RootInspector } from './root-inspector.tsx';

/** What is selected, with its reasons; else the object that is followed. */
export function Inspector(props: InspectorProps) {
  return <div className={styles.inspector}>{contentOf(props)}</div>;
}

function contentOf(props: InspectorProps) {
  const { story, selected, followed } = props;
  const entry = selected === undefined ? undefined : story.index.entry(selected);
  if (entry?.is === 'message') return <MessageInspector {...props} message={entry.value} />;
  if (entry?.is === 'decision') return <DecisionInspector {...props} decision={entry.value} />;
  if (entry?.is === 'root') return <RootInspector {...props} root={entry.value} />;
  if (followed !== undefined && story.index.histories.has(followed))
    return <ObjectInspector {...props} objectKey={followed} />;
  const current = props.atCursor === undefined ? undefined : story.index.entry(props.atCursor);
  if (current?.is === 'message') return <MessageInspector {...props} message={current.value} />;
  return (
    <p className={styles.empty}>
      Choose a message to see why it was sent, what it changed and what it said, or an object to see what it is made of
      and who changed it.
    </p>
  );
}
