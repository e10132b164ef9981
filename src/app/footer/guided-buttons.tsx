import { Pause, Play, RotateCcw, StepBack } from 'lucide-react';
import { stopAt } from '../../story/stops.ts';
import type { Story } from '../../story/tell.ts';
import { againFrom, backFrom, isOver, onwardFrom } from '../playback.ts';
import { choose, useChoices } from '../store.ts';
import styles from './footer.module.css';

/** Continue, Back, Again; while playing, Pause. */
export function GuidedButtons({ story, compact = false }: { readonly story: Story; readonly compact?: boolean }) {
  const playing = useChoices((now) => now.playing);
  const cursor = useChoices((now) => now.cursor);
  const atStart = cursor === 0;
  const finished = story.stops.length > 0 && isOver(story, cursor);
  const within = stopAt(story.stops, cursor);
  const paused = !atStart && within !== undefined && cursor < within.at - 0.01;
  const onward = (
    <button
      type="button"
      className={styles.main}
      data-playing={playing}
      onClick={() => choose(playing ? { playing: false } : onwardFrom(story))}
    >
      {playing ? (
        <Pause size={16} aria-hidden="true" />
      ) : atStart || paused ? (
        <Play size={16} aria-hidden="true" />
      ) : null}
      {playing ? 'Pause' : atStart ? 'Play step 1' : finished ? 'From the start' : 'Continue'}
      {!compact && <kbd>Space</kbd>}
    </button>
  );
  const others = (
    <>
      <button
        type="button"
        className={styles.other}
        aria-label="Back"
        disabled={atStart}
        onClick={() => choose(backFrom(story))}
      >
        <StepBack size={16} aria-hidden="true" />
        {!compact && 'Back'}
      </button>
      <button
        type="button"
        className={styles.other}
        aria-label="Again"
        disabled={atStart}
        onClick={() => choose(againFrom(story))}
      >
        <RotateCcw size={16} aria-hidden="true" />
        {!compact && 'Again'}
      </button>
    </>
  );
  if (compact) {
    return (
      <>
        {others}
        {onward}
      </>
    );
  }
  return (
    <div className={styles.guided}>
      {onward}
      {!atStart && <div className={styles.others}>{others}</div>}
    </div>
  );
}
