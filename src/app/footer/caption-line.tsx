import { narrateAt } from '../../story/narrate.ts';
import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import { StepCircle } from '../../views/marks/step-circle.tsx';
import { circleState } from '../../views/rail/rail.tsx';
import { choose, useChoices } from '../store.ts';
import styles from './footer.module.css';

/** The caption in one line, for the second viewing. */
export function CaptionLine({ story, frame }: { readonly story: Story; readonly frame: Frame }) {
  const shown = useChoices((now) => now.open.narration ?? true);
  const {
    stop,
    narration: { title, text },
  } = narrateAt(story, frame.at);
  if (!stop) return null;
  return (
    <div className={styles.line}>
      <svg width="34" height="32" aria-hidden="true">
        <StepCircle
          x={16}
          y={16}
          r={10}
          number={stop.step}
          state={circleState(story, stop.step, stop, frame.at, stop.kind !== 'absent')}
        />
      </svg>
      <p title={text}>
        {shown && (
          <>
            <b>{title}.</b> {text}
          </>
        )}
      </p>
      <button type="button" onClick={() => choose(({ open }) => ({ open: { ...open, narration: !shown } }))}>
        {shown ? 'Hide' : 'Show'} <kbd>n</kbd>
      </button>
    </div>
  );
}
