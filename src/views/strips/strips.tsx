import { scaleLinear } from 'd3';
import { useMemo } from 'react';
import { type Strip, stripsOf } from '../../story/strips.ts';
import type { Story } from '../../story/tell.ts';
import { shortName } from '../../story/words.ts';
import type { Millis } from '../../trace/trace.ts';
import { fitted } from '../fit-text.ts';
import type { Size } from '../size.ts';
import styles from './strips.module.css';

interface StripsProps {
  readonly story: Story;
  readonly podKey: string;
  readonly cursor: Millis;
  readonly size: Size;
}

const row = 19;
const bar = 13;
const top = 46;
const names = 158;
const values = 104;

/** The fields of one Pod over linear time: they are parallel, not one line. */
export function Strips({ story, podKey, cursor, size }: StripsProps) {
  const strips = useMemo(() => stripsOf(story, podKey), [story, podKey]);
  const from = Math.max(0, (strips[0]?.segments[0]?.from ?? 0) - 50);
  const to = Math.max(cursor, from + 500);
  const x = scaleLinear([from, to], [names, Math.max(names + 60, size.width - values)]);
  const name = podKey.slice(podKey.lastIndexOf('/') + 1);
  return (
    <svg
      className={styles.strips}
      width={size.width}
      height={Math.max(size.height, top + strips.length * row + 6)}
      role="img"
      aria-label={`Fields of Pod ${name} over time`}
    >
      <text className={styles.title} x="12" y="20">
        {shortName(name, 30)}
      </text>
      {x.ticks(Math.max(2, Math.floor((size.width - names - values) / 70))).map((tick) => (
        <g key={tick}>
          <text className={styles.tick} x={x(tick)} y="38">
            {tick >= 1000 || tick === 0 ? tick / 1000 : (tick / 1000).toFixed(2)}
          </text>
          <path className={styles.grid} d={`M${x(tick)},43V${top + strips.length * row}`} />
        </g>
      ))}
      <text className={styles.now} x={size.width - values + 10} y="38">
        now
      </text>
      {strips.map((strip, place) => (
        <Row
          key={strip.name}
          strip={strip}
          y={top + place * row}
          cursor={cursor}
          x={x}
          right={size.width - values + 10}
          first={place === 0}
        />
      ))}
      <path className={styles.cursor} d={`M${x(cursor)},${top - 4}V${top + strips.length * row}`} />
    </svg>
  );
}

interface RowProps {
  readonly strip: Strip;
  readonly y: number;
  readonly cursor: Millis;
  readonly x: (at: Millis) => number;
  readonly right: number;
  readonly first: boolean;
}

function Row({ strip, y, cursor, x, right, first }: RowProps) {
  const seen = strip.segments.filter((segment) => segment.from <= cursor);
  const now = seen.find((segment) => segment.to > cursor);
  return (
    <>
      <text className={first ? styles.nameFirst : styles.name} x="12" y={y + 13}>
        {fitted(strip.name, names - 20, 12.5)}
      </text>
      {seen.map(({ from, to, text, filled }) => {
        const width = Math.max(1.5, x(Math.min(to, cursor)) - x(from));
        return (
          <g key={from}>
            <rect
              className={filled ? styles.filled : styles.outlined}
              x={x(from)}
              y={y + 3}
              width={width}
              height={bar}
            />
            <text className={filled ? styles.inFilled : styles.inOutlined} x={x(from) + 4} y={y + 13.5}>
              {width > 30 ? fitted(text, width - 8, 12) : ''}
            </text>
          </g>
        );
      })}
      <text className={first ? styles.nameFirst : styles.name} x={right} y={y + 13}>
        {fitted(now?.text ?? '', values - 12, 12.5, first ? 'bold' : 'sans')}
      </text>
    </>
  );
}
