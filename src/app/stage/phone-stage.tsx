import { choose, useChoices } from '../store.ts';
import { MapDrawing, MessagesDrawing } from './drawings.tsx';
import { Drawing } from './panel.tsx';
import styles from './stage.module.css';
import type { StageProps } from './stage-props.ts';

/** A phone shows the map or the messages. */
export function PhoneStage({ story, frame }: StageProps) {
  const tab = useChoices((now) => now.phoneTab);
  return (
    <div className={styles.phone}>
      <div className={styles.phoneTabs} role="tablist" aria-label="Picture">
        {(['map', 'messages'] as const).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            onClick={() => choose({ phoneTab: each })}
          >
            {each === 'map' ? 'Map' : 'Messages'}
          </button>
        ))}
      </div>
      <Drawing className={styles.fill}>
        {(size) =>
          tab === 'map' ? (
            <MapDrawing story={story} frame={frame} size={size} />
          ) : (
            <MessagesDrawing story={story} frame={frame} size={size} />
          )
        }
      </Drawing>
    </div>
  );
}
