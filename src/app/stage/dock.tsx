import { useState } from 'react';
import { StateTable, type TableTab } from '../../views/state-table/state-table.tsx';
import { Strips } from '../../views/strips/strips.tsx';
import { follow } from '../choices.ts';
import { choose, useChoices } from '../store.ts';
import { Drawing } from './panel.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';

/** Below the pictures: the state at the cursor, and one Pod's fields over time. */
export function Dock({ story, frame }: Pick<StageProps, 'story' | 'frame'>) {
  const [tab, setTab] = useState<TableTab>('pods');
  const followed = useChoices((now) => now.followed);
  const pods = frame.pods();
  const mine = new Set(story.facts.pods.map(({ uid }) => uid));
  const first = pods.find(({ metadata }) => mine.has(metadata.uid)) ?? pods[0];
  const key = followed?.startsWith('pods/')
    ? followed
    : first && `pods/${first.metadata.namespace ?? 'default'}/${first.metadata.name}`;
  return (
    <div className={styles.dock}>
      <StateTable frame={frame} tab={tab} followed={followed} onTab={setTab} onFollow={(key) => choose(follow(key))} />
      <Drawing className={styles.strips} scrolls="Fields over time">
        {(size) => (key ? <Strips story={story} podKey={key} cursor={frame.at} size={size} /> : null)}
      </Drawing>
    </div>
  );
}
