import { type PointerEvent, useMemo } from 'react';
import { type Level, shownAt } from '../../story/level.ts';
import { stopNow } from '../../story/narrate.ts';
import type { Pacing } from '../../story/pacing.ts';
import { type StepNumber, stepOf } from '../../story/steps.ts';
import type { Stop } from '../../story/stops.ts';
import type { Story } from '../../story/tell.ts';
import { moment } from '../../story/words.ts';
import type { Millis } from '../../trace/trace.ts';
import { StepCircle, type StepState } from '../marks/step-circle.tsx';
import type { Size } from '../size.ts';
import styles from './rail.module.css';
import { leastStep, leastStepPresenting, type RailScale, railScale } from './rail-scale.ts';

export interface RailProps {
  readonly story: Story;
  readonly pacing: Pacing;
  readonly level: Level;
  readonly cursor: Millis;
  readonly size: Size;
  readonly presenting: boolean;
  readonly onSeek: (at: Millis) => void;
  readonly onStep: (step: StepNumber) => void;
}

const pad = 22;

/** The run as a line of seven steps; dragging along it scrubs. */
export function Rail({ story, pacing, level, cursor, size, presenting, onSeek, onStep }: RailProps) {
  const until = story.index.trace.scenario.until;
  const scale = useMemo(
    () =>
      railScale(
        story.stops,
        pacing,
        until,
        Math.max(100, size.width - 2 * pad),
        presenting ? leastStepPresenting : leastStep,
      ),
    [story, pacing, until, size.width, presenting],
  );
  const named = size.height >= 50 && size.width > 480;
  const y = size.height * (named ? 0.43 : 0.5);
  const now = stopNow(story, cursor);
  const drag = (event: PointerEvent<HTMLElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(scale.at(event.clientX - box.left - pad));
  };
  const from = now ? scale.x(now.from) : 0;
  const here = scale.x(cursor);
  const stopped = now !== undefined && story.outcome.stoppedAt === now.step;
  return (
    <div
      className={styles.rail}
      role="slider"
      tabIndex={0}
      aria-label="Moment of the run"
      aria-valuemin={0}
      aria-valuemax={Math.round(until)}
      aria-valuenow={Math.round(cursor)}
      aria-valuetext={`${moment(cursor)}${now ? `, step ${now.step}, ${stepOf(now.step).verb}` : ''}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        drag(event);
      }}
      onPointerMove={drag}
    >
      <svg width={size.width} height={size.height} aria-hidden="true">
        <g transform={`translate(${pad},0)`}>
          <Ticks story={story} level={level} scale={scale} cursor={cursor} y={y - 26} />
          <path
            className={styles.beyond}
            d={`M${scale.end},${y}H${Math.max(scale.end, ...scale.circles.map(({ x }) => x))}`}
          />
          <path className={styles.ahead} d={`M0,${y}H${scale.end}`} />
          <path className={styles.passed} d={`M0,${y}H${Math.min(from, here)}`} />
          <path className={stopped ? styles.nowFailed : styles.now} d={`M${Math.min(from, here)},${y}H${here}`} />
          <Moments stops={story.stops} scale={scale} y={y} />
          <Circles
            story={story}
            now={now}
            scale={scale}
            cursor={cursor}
            y={y}
            big={presenting}
            named={named}
            onStep={onStep}
          />
          <path className={styles.cursor} d={cursorPath(here, y, scale)} />
        </g>
      </svg>
    </div>
  );
}

interface CirclesProps extends Pick<RailProps, 'story' | 'cursor' | 'onStep'> {
  readonly now: Stop | undefined;
  readonly scale: RailScale;
  readonly y: number;
  readonly big: boolean;
  readonly named: boolean;
}

/** The seven steps; each can be pressed. */
function Circles({ story, now, scale, cursor, y, big, named, onStep }: CirclesProps) {
  return scale.circles.map(({ number, x, present }) => {
    const state = circleState(story, number, now, cursor, present);
    const nameStyle =
      state === 'now' ? styles.nameNow : state === 'to-come' || state === 'absent' ? styles.nameToCome : styles.name;
    return (
      <g
        key={number}
        className={styles.step}
        onPointerDown={(event) => {
          event.stopPropagation();
          onStep(number);
        }}
      >
        <rect x={x - 30} y={y - 22} width="60" height="58" fill="transparent" />
        <StepCircle x={x} y={y} r={big ? 14 : 11} number={number} state={state} />
        {named && (
          <text className={nameStyle} x={x} y={y + (big ? 36 : 30)}>
            {stepOf(number).verb}
          </text>
        )}
      </g>
    );
  });
}

/** A wedge above the line; beside a circle without its stem, so that the number stays readable. */
function cursorPath(x: number, y: number, { circles }: RailScale): string {
  const near = circles.some((circle) => Math.abs(circle.x - x) < 18);
  const wedge = `M${x},${y - (near ? 17 : 13)}l-5,-7h10Z`;
  return near ? wedge : `${wedge}M${x},${y + 8}V${y - 13}`;
}

/** How the circle of a step looks at the cursor. */
export function circleState(
  { stops, outcome }: Story,
  number: StepNumber,
  now: Stop | undefined,
  cursor: Millis,
  present: boolean,
): StepState {
  const current = now?.step === number && (now.kind !== 'moment' || stops.length > 0);
  if (current && now?.kind === 'absent') return cursor > now.from ? 'now' : 'absent';
  if (!present) return 'absent';
  if (current) return outcome.stoppedAt === number && cursor > 0 && cursor >= (now?.at ?? 0) ? 'stopped' : 'now';
  const stop = stops.find((each) => each.step === number && each.kind === 'step');
  return stop && stop.at <= cursor ? 'done' : 'to-come';
}

function Moments({
  stops,
  scale,
  y,
}: {
  readonly stops: readonly Stop[];
  readonly scale: RailScale;
  readonly y: number;
}) {
  return stops
    .filter(({ kind }) => kind === 'moment')
    .map(({ at }) => <path key={at} className={styles.moment} d={`M${scale.x(at)},${y - 5}l5,5l-5,5l-5,-5Z`} />);
}

interface TicksProps {
  readonly story: Story;
  readonly level: Level;
  readonly scale: RailScale;
  readonly cursor: Millis;
  readonly y: number;
}

const mostTicks = 1500;

/** A tick per message: long ones are of the story. One path each for past, future and failed. */
function Ticks({ story, level, scale, cursor, y }: TicksProps) {
  const ticks = useMemo(() => {
    const shown = [...story.classes.values()].filter((told) => shownAt(told.level, level));
    const every = Math.ceil(shown.length / mostTicks);
    return shown
      .filter((told, place) => told.level === 'story' || place % every === 0)
      .map((told) => ({
        at: told.message.sentAt,
        failed: told.failed,
        d: `M${scale.x(told.message.sentAt).toFixed(1)},${y}v${told.level === 'story' ? -7 : -4}`,
      }));
  }, [story, level, scale, y]);
  const path = (test: (tick: (typeof ticks)[number]) => boolean) =>
    ticks
      .filter(test)
      .map(({ d }) => d)
      .join('');
  return (
    <>
      <path className={styles.tick} d={path(({ at, failed }) => !failed && at < cursor)} />
      <path className={styles.tickAhead} d={path(({ at, failed }) => !failed && at >= cursor)} />
      <path className={styles.tickFailed} d={path(({ failed }) => failed)} />
    </>
  );
}
