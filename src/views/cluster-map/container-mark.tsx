import styles from './container-mark.module.css';
import type { ContainerMarkState } from './container-state.ts';

/** What is left of a disc, up to twelve o'clock. d3 would draw it too, and bring all its shapes into the first load. */
function wedge(radius: number, share: number): string {
  const angle = 2 * Math.PI * (1 - Math.min(share, 0.9999));
  const [x, y] = [radius * Math.sin(angle), -radius * Math.cos(angle)];
  return `M0,0L${x},${y}A${radius},${radius},0,${share > 0.5 ? 1 : 0},1,0,${-radius}Z`;
}

/** A container as a square: black runs, teal with a tick is ready, a cross has failed. */
export function ContainerMark({
  x,
  y,
  size,
  state,
  share,
}: {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly state: ContainerMarkState;
  readonly share: number;
}) {
  return (
    <g className={styles[state]} transform={`translate(${x},${y})`}>
      <rect className={styles.box} width={size} height={size} rx="2" />
      {inside(state, size, share)}
    </g>
  );
}

function inside(state: ContainerMarkState, s: number, share: number) {
  switch (state) {
    case 'pulling':
      return (
        <rect className={styles.rising} x="2" width={s - 4} y={2 + (s - 4) * (1 - share)} height={(s - 4) * share} />
      );
    case 'created':
      return <path className={styles.half} d={`M2,2L${s - 2},${s - 2}H2Z`} />;
    case 'ready':
      return (
        <path className={styles.tick} d={`M${s * 0.24},${s * 0.53}L${s * 0.43},${s * 0.71}L${s * 0.77},${s * 0.3}`} />
      );
    case 'stopping':
      return (
        <path className={styles.stroke} d={`M${s * 0.27},${s * 0.4}L${s * 0.5},${s * 0.63}L${s * 0.73},${s * 0.4}`} />
      );
    case 'exited':
      return <path className={styles.stroke} d={`M${s * 0.28},${s * 0.5}H${s * 0.72}`} />;
    case 'failed':
      return (
        <path
          className={styles.tick}
          d={`M${s * 0.28},${s * 0.28}L${s * 0.72},${s * 0.72}M${s * 0.72},${s * 0.28}L${s * 0.28},${s * 0.72}`}
        />
      );
    case 'back-off': {
      const d = wedge(s * 0.34, Math.max(share, 0.04));
      return <path className={styles.wedge} d={d} transform={`translate(${s / 2},${s / 2})`} />;
    }
    default:
      return null;
  }
}
