import { line } from 'd3';
import styles from './chart.module.css';
import type { ChartProgress } from './chart-progress.ts';
import { metrics } from './metrics.ts';
import type { PlacedExit, PlacedLabel, Point } from './placed.ts';

export type Ink = 'possible' | 'taken' | 'coming' | 'latest';

/** How a way out is drawn: the last one taken is the loudest. */
export function inkOf({ exit }: PlacedExit, { taken, latest, coming }: ChartProgress): Ink {
  const any = (keys: ReadonlySet<string>) => exit.legs.some((leg) => keys.has(leg));
  if (any(latest)) return 'latest';
  if (any(taken)) return 'taken';
  return any(coming) ? 'coming' : 'possible';
}

const path = line();
const drawn = (points: readonly Point[]): string => path(points.map(([x, y]) => [x, y])) ?? '';

/** A way out of a state: its words on the line, an arrow at the state it leads to. */
export function ExitMark({ placed, ink }: { readonly placed: PlacedExit; readonly ink: Ink }) {
  const { points, stub, labels, origin, exit } = placed;
  const does = exit.target !== undefined && exit.does.length > 0 ? [...new Set(exit.does)].join(', ') : '';
  return (
    <g className={[styles.exit, styles[ink] ?? ''].join(' ')}>
      {does !== '' && <title>On the way: {does}.</title>}
      {stub.length > 0 && <path className={styles.line} d={drawn(stub)} />}
      {points.length > 0 && <path className={styles.line} d={drawn(cornered(points))} />}
      {points.length > 0 && <path className={styles.head} d={arrowHead(points)} />}
      {origin && <circle className={styles.dot} cx={origin[0]} cy={origin[1]} r="3" />}
      {labels.map((label) => (
        <Label key={`${label.x},${label.y}`} label={label} />
      ))}
    </g>
  );
}

function Label({ label: { x, y, text, timed } }: { readonly label: PlacedLabel }) {
  return (
    <>
      {timed && <path className={styles.clock} d={`M${x + 5},${y - 9}a5,5 0 1 1 -0.01,0zm0,2.2v2.8l2,1.2`} />}
      <text x={x + (timed ? metrics.clock : 0)} y={y}>
        {text}
      </text>
    </>
  );
}

/** The line, stopped short of its arrow head. */
function cornered(points: readonly Point[]): readonly Point[] {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return points;
  const [dx, dy] = direction(before, tip);
  return [...points.slice(0, -1), [tip[0] - dx * 6, tip[1] - dy * 6]];
}

function direction(from: Point, to: Point): Point {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
  return [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
}

function arrowHead(points: readonly Point[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return '';
  const [dx, dy] = direction(before, tip);
  const [bx, by] = [tip[0] - dx * 8, tip[1] - dy * 8];
  return `M${tip[0]},${tip[1]}L${bx - dy * 4},${by + dx * 4}L${bx + dy * 4},${by - dx * 4}Z`;
}
