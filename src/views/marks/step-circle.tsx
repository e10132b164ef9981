import type { StepNumber } from '../../story/steps.ts';
import styles from './step-circle.module.css';

export type StepState = 'to-come' | 'now' | 'done' | 'stopped' | 'absent';

/** A number in a circle: only steps look so. */
export function StepCircle({
  x,
  y,
  r,
  number,
  state,
}: {
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly number: StepNumber;
  readonly state: StepState;
}) {
  const ringed = state === 'now' || state === 'stopped';
  return (
    <g className={styles[state]} transform={`translate(${x},${y})`}>
      {ringed && <circle className={styles.ring} r={r + 4} />}
      <circle className={styles.disc} r={ringed ? r + 1 : r} />
      <text className={styles.number} dy="0.35em" style={{ fontSize: Math.max(12, r * 1.25) }}>
        {number}
      </text>
    </g>
  );
}
