import { choose, useChoices } from '../store.ts';
import { Decision } from './decision.tsx';
import { MapDrawing, MessagesDrawing } from './drawings.tsx';
import { Drawing } from './panel.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';

const names = { map: 'Map', messages: 'Messages', scheduler: 'Scheduler' } as const;

/** A phone shows the map, the messages or the scheduler's decision. */
export function PhoneStage({ story, frame }: StageProps) {
  const tab = useChoices((now) => now.phoneTab);
  return (
    <div className={styles.phone}>
      <div className={styles.phoneTabs} role="tablist" aria-label="Picture">
        {(Object.keys(names) as (keyof typeof names)[]).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            onClick={() => choose({ phoneTab: each })}
          >
            {names[each]}
          </button>
        ))}
      </div>
      {tab === 'scheduler' ? (
        <div className={styles.phoneDecision}>
          <Decision story={story} frame={frame} editor={false} />
        </div>
      ) : (
        <Drawing className={styles.fill}>
          {(size) =>
            tab === 'map' ? (
              <MapDrawing story={story} frame={frame} size={size} />
            ) : (
              <MessagesDrawing story={story} frame={frame} size={size} />
            )
          }
        </Drawing>
      )}
    </div>
  );
}
