import { Pause, Play, SkipBack, SkipForward, StepBack, StepForward } from 'lucide-react';
import type { Story } from '../../story/tell.ts';
import { playOrPause, seek, stepMessage } from '../playback.ts';
import { choose, useChoices } from '../store.ts';
import styles from './footer.module.css';

/** Free play: start, back, play, forward, end. */
export function Transport({ story }: { readonly story: Story }) {
  const playing = useChoices((now) => now.playing);
  const move = (by: 1 | -1) => choose(stepMessage(story, by));
  const buttons = [
    { name: 'To the start', icon: <SkipBack size={18} />, act: () => choose(seek(0)) },
    { name: 'One message back', icon: <StepBack size={18} />, act: () => move(-1) },
    {
      name: playing ? 'Pause' : 'Play',
      icon: playing ? <Pause size={18} /> : <Play size={18} />,
      act: () => choose(playOrPause(story)),
      framed: true,
    },
    { name: 'One message forward', icon: <StepForward size={18} />, act: () => move(1) },
    { name: 'To the end', icon: <SkipForward size={18} />, act: () => choose(seek(story.index.trace.scenario.until)) },
  ];
  return (
    <div className={styles.transport}>
      {buttons.map(({ name, icon, act, framed }) => (
        <button key={name} type="button" data-framed={framed} aria-label={name} title={name} onClick={act}>
          {icon}
        </button>
      ))}
    </div>
  );
}
