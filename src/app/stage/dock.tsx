import { useState } from 'react';
import { StateTable } from '../../views/state-table/state-table.tsx';
import { Strips } from '../../views/strips/strips.tsx';
import { follow } from '../choices.ts';
import { choose, useChoices } from '../store.ts';
import { Drawing } from './panel.tsx';
import { Panels } from './panels.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';

/** Below the pictures: the state at the cursor, and one Pod's fields over time. */
export function Dock({ story, frame }: Pick<StageProps, 'story' | 'frame'>) {
  const [tab, setTab] = useState('pods');
  const followed = useChoices((now) => now.followed);
  const pods = frame.pods();
  const mine = new Set(story.facts.pods.map(({ uid }) => uid));
  const first = pods.find(({ metadata }) => mine.has(metadata.uid)) ?? pods[0];
  const key = followed?.startsWith('pods/')
    ? followed
    : first && `pods/${first.metadata.namespace ?? 'default'}/${first.metadata.name}`;
  const table = (
    <StateTable frame={frame} tab={tab} followed={followed} onTab={setTab} onFollow={(each) => choose(follow(each))} />
  );
  const strips = (
    <Drawing className={styles.strips} scrolls="Fields over time">
      {(size) => (key ? <Strips story={story} podKey={key} cursor={frame.at} size={size} /> : null)}
    </Drawing>
  );
  return (
    <Panels
      name="dock"
      panels={[
        { id: 'table', name: 'the table', least: 200, content: table },
        { id: 'strips', name: 'the strips', size: '46%', least: 260, content: strips },
      ]}
    />
  );
}
