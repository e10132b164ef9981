import type { Message } from '../../trace/trace.ts';
import { widthOf } from '../fit-text.ts';
import { cross, headShape } from '../marks/head-shape.ts';
import type { LaneColumn } from './lanes.ts';
import { leastForText, type PlacedRow } from './rows.ts';
import styles from './sequence-diagram.module.css';

export type RowInk = 'dim' | 'plain' | 'flying' | 'selected';

interface RowMarkProps {
  readonly row: PlacedRow;
  readonly from: LaneColumn;
  readonly to: LaneColumn;
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  readonly ink: RowInk;
  /** How far the message has come, 0 to 1. */
  readonly share: number;
}

/** The arrow of one row as far as it has come, with its label. */
export function RowMark({ row, from, to, left, right, rowHeight, ink, share }: RowMarkProps) {
  const { message, failed } = row.told;
  const self = from.id === to.id;
  const back = self && message.role === 'answer';
  const start = back ? from.x + 20 : from.x;
  const goal = self && !back ? from.x + 20 : to.x;
  const here = start + (goal - start) * share;
  const place = labelPlace(row.label, Math.min(start, goal), Math.max(start, goal), left, right);
  const y = row.y + rowHeight * (place.above ? 0.74 : 0.62);
  const direction = goal >= start ? 1 : -1;
  return (
    <g className={[styles[ink], failed ? styles.failed : ''].join(' ')}>
      <ArrowLine message={message} from={start} to={here} y={y} />
      <g transform={`translate(${here},${y}) scale(${direction},1)`}>
        <Head message={message} failed={failed} />
      </g>
      {(rowHeight >= leastForText || ink === 'selected') && (
        <text className={styles.label} x={place.x} y={place.above ? y - 6 : y + 4} textAnchor={place.anchor}>
          {row.label}
          {(row.nesting === 'folded' || row.nesting === 'unfolded') && (
            <tspan className={styles.count}> {row.nesting === 'folded' ? '+' : '−'}</tspan>
          )}
        </text>
      )}
    </g>
  );
}

function ArrowLine({
  message,
  from,
  to,
  y,
}: {
  readonly message: Message;
  readonly from: number;
  readonly to: number;
  readonly y: number;
}) {
  if (message.protocol === 'etcd' && message.role !== 'answer')
    return <path className={styles.double} d={`M${from},${y - 1.8}H${to}M${from},${y + 1.8}H${to}`} />;
  if (message.protocol !== 'watch')
    return <path className={message.role === 'answer' ? styles.thin : styles.thick} d={`M${from},${y}H${to}`} />;
  return (
    <>
      <path className={styles.dashed} d={`M${from + (to > from ? 11 : -11)},${y}H${to}`} />
      <circle className={styles.source} cx={from + (to > from ? 7 : -7)} cy={y} r="4" />
      <circle className={styles.sourceDot} cx={from + (to > from ? 7 : -7)} cy={y} r="1.5" />
    </>
  );
}

function Head({ message, failed }: { readonly message: Message; readonly failed: boolean }) {
  if (failed) return <path className={styles.headHollow} d={cross(10)} />;
  const shape = headShape(message, 10);
  return <path className={shape.filled ? styles.headFilled : styles.headHollow} d={shape.d} />;
}

interface LabelPlace {
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly above: boolean;
}

/** On the line if the line is longer, else before it, else after it. */
export function labelPlace(label: string, low: number, high: number, left: number, right: number): LabelPlace {
  const width = widthOf(label, 12.5) + 6;
  if (width + 18 <= high - low) return { x: low + 12, anchor: 'start', above: true };
  if (low - 14 - width > left) return { x: low - 14, anchor: 'end', above: false };
  if (high + 14 + width < right) return { x: high + 14, anchor: 'start', above: false };
  return { x: Math.max(left + 4, Math.min(low + 12, right - width)), anchor: 'start', above: true };
}
