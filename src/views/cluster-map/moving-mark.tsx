import type { Classified } from '../../story/classify.ts';
import { cross, headShape, ring } from '../marks/head-shape.ts';
import styles from './cluster-map.module.css';
import type { Point, Way } from './paths.ts';

const trail = 28;

/** A message under way, at `share` of its way: a disc of paper, its head, and where it came from. */
export function MovingMark({
  told,
  way,
  share,
  label,
}: {
  readonly told: Classified;
  readonly way: Way;
  readonly share: number;
  readonly label: boolean;
}) {
  const { message, failed } = told;
  const {
    at: [x, y],
    angle,
    back,
  } = alongWay(way.points, share);
  const flat = Math.abs(angle) < 1 || Math.abs(angle) > 179;
  const shape = message.protocol === 'watch' ? { d: ring(15), filled: false } : headShape(message, 18);
  return (
    <g className={failed ? styles.flyingFailed : styles.flying}>
      <path className={styles.trail} d={`M${back[0]},${back[1]}L${x},${y}`} />
      <circle className={styles.paperDisc} cx={x} cy={y} r="12" />
      <g transform={`translate(${x},${y}) rotate(${angle}) translate(${message.protocol === 'watch' ? 7.5 : 9},0)`}>
        <path
          className={shape.filled && !failed ? styles.headFilled : styles.headHollow}
          d={failed ? cross(13) : shape.d}
        />
        {message.protocol === 'watch' && !failed && <circle className={styles.headFilled} cx="-7.5" r="2.5" />}
      </g>
      {label && (
        <text className={styles.flyingLabel} x={flat ? x - 12 : x + 18} y={flat ? y - 32 : y + 4}>
          {told.label.replace(/ \/registry.*$/, '')}
        </text>
      )}
    </g>
  );
}

/** Point, direction in degrees and the end of the trail at a share of a way of straight pieces. */
export function alongWay(points: readonly Point[], share: number): { at: Point; angle: number; back: Point } {
  const lengths = points
    .slice(1)
    .map(([x, y], place) => Math.hypot(x - (points[place]?.[0] ?? x), y - (points[place]?.[1] ?? y)));
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let left = share * total;
  for (const [place, length] of lengths.entries()) {
    const from = points[place];
    const to = points[place + 1];
    if (!from || !to) break;
    if (left <= length || place === lengths.length - 1) {
      const part = length === 0 ? 1 : Math.min(left / length, 1);
      const at: Point = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
      const behind = length === 0 ? 0 : Math.min(trail, left) / length;
      const back: Point = [at[0] - (to[0] - from[0]) * behind, at[1] - (to[1] - from[1]) * behind];
      return { at, back, angle: (Math.atan2(to[1] - from[1], to[0] - from[0]) * 180) / Math.PI };
    }
    left -= length;
  }
  return { at: points[0] ?? [0, 0], back: points[0] ?? [0, 0], angle: 0 };
}
