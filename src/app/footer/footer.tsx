import { Repeat } from 'lucide-react';
import { narrateAt } from '../../story/narrate.ts';
import type { Story } from '../../story/tell.ts';
import type { Frame } from '../../trace/frame.ts';
import { Caption } from '../../views/caption/caption.tsx';
import { circleState, Rail } from '../../views/rail/rail.tsx';
import { useSize } from '../../views/size.ts';
import { faster, speeds } from '../choices.ts';
import { loopFrom, seek } from '../playback.ts';
import { answerTo, putToClass, questionNow, stopName } from '../question-of.ts';
import { choose, useChoices } from '../store.ts';
import { CaptionLine } from './caption-line.tsx';
import { Clocks } from './clocks.tsx';
import styles from './footer.module.css';
import { GuidedButtons } from './guided-buttons.tsx';
import { Transport } from './transport.tsx';
import { useExplained } from './use-explained.ts';

interface FooterProps {
  readonly story: Story;
  readonly frame: Frame;
}

/** Caption and rail: the eye ends here when a step has played. */
export function Footer({ story, frame }: FooterProps) {
  const guided = useChoices((now) => now.guided);
  const presenter = useChoices((now) => now.presenter);
  return (
    <footer className={styles.footer} data-presenting={presenter} data-guided={guided}>
      {guided ? <GuidedCaption story={story} frame={frame} /> : <CaptionLine story={story} frame={frame} />}
      <RailRow story={story} frame={frame} />
      {guided && !presenter && (
        <div className={styles.thumbs}>
          <GuidedButtons story={story} compact />
        </div>
      )}
    </footer>
  );
}

function GuidedCaption({ story, frame }: FooterProps) {
  const presenting = useChoices((now) => now.presenter);
  const answers = useChoices((now) => now.answers);
  const playing = useChoices((now) => now.playing);
  const { stop, narration: told } = narrateAt(story, frame.at);
  const narration = useExplained(story, stop, told);
  const asked = questionNow(story, { cursor: frame.at, guided: true, playing });
  const atStart = frame.at === 0 && !playing;
  const name = asked ? stopName(asked.stop) : '';
  const answered = asked && answerTo(asked, answers);
  const put = asked !== undefined && (!presenting || putToClass(asked.stop, answers));
  return (
    <div className={styles.caption}>
      <Caption
        step={stop?.step ?? 1}
        state={stop ? circleState(story, stop.step, stop, frame.at, stop.kind !== 'absent') : 'now'}
        narration={narration}
        question={atStart || !put ? undefined : asked?.question}
        answered={answered}
        presenting={presenting}
        onAnswer={(option) => choose((now) => ({ answers: { ...now.answers, [name]: option } }))}
      >
        {presenting ? put && answered === undefined ? 'Space shows the answer' : null : <GuidedButtons story={story} />}
      </Caption>
    </div>
  );
}

function RailRow({ story, frame }: FooterProps) {
  const level = useChoices((now) => now.level);
  const speed = useChoices((now) => now.speed);
  const guided = useChoices((now) => now.guided);
  const presenter = useChoices((now) => now.presenter);
  const loops = useChoices((now) => now.loop !== undefined);
  const [ref, size] = useSize();
  const pacing = story.pacing(level);
  return (
    <div className={styles.railRow} data-presenting={presenter}>
      {!guided && <Transport story={story} />}
      {!presenter && <Clocks at={frame.at} viewing={pacing.toViewing(frame.at)} length={pacing.length} />}
      <div className={styles.rail} ref={ref}>
        {size && (
          <Rail
            story={story}
            pacing={pacing}
            level={level}
            cursor={frame.at}
            size={size}
            presenting={presenter}
            onSeek={(at) => choose(seek(at))}
            onStep={(step) => {
              const stop = story.stops.find((each) => each.step === step && each.kind !== 'moment');
              if (stop) choose(seek(stop.at));
            }}
          />
        )}
      </div>
      {presenter ? (
        <span className={styles.clock}>{(frame.at / 1000).toFixed(3)} s</span>
      ) : (
        <>
          <button
            type="button"
            className={styles.loop}
            aria-label="Loop this step"
            aria-pressed={loops}
            title="Loop this step (l)"
            onClick={() => choose(loopFrom(story))}
          >
            <Repeat size={16} aria-hidden="true" />
          </button>
          <button
            type="button"
            className={styles.speed}
            aria-label={`Speed ${speed} times. Faster`}
            onClick={() => choose((now) => (now.speed >= Math.max(...speeds) ? { speed: 0.25 } : faster(now, 1)))}
          >
            {speed}×
          </button>
        </>
      )}
    </div>
  );
}
