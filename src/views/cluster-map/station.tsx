import { fitted } from '../fit-text.ts';
import type { Box } from './box.ts';
import styles from './cluster-map.module.css';
import { bottom, centre } from './geometry.ts';

export type Ink = 'dim' | 'lit' | 'acting' | 'failed';

interface StationProps {
  readonly box: Box;
  readonly name: string;
  readonly line?: string | undefined;
  readonly ink: Ink;
  readonly font: number;
  readonly mono?: boolean;
  readonly middled?: boolean;
}

/** A box with a name, and below it what it is doing. */
export function Station({ box, name, line, ink, font, mono = false, middled = false }: StationProps) {
  const pad = middled ? 0 : box.width < 90 ? 8 : 11;
  const second = font > 16 || box.height < 40 ? undefined : line;
  const y = second === undefined ? centre(box) + font * 0.35 : centre(box) - 3;
  return (
    <g className={styles[ink]}>
      <rect className={styles.box} {...box} rx="4" />
      <text
        className={styles.name}
        x={middled ? box.x + box.width / 2 : box.x + pad}
        y={y}
        style={{ fontSize: font, textAnchor: middled ? 'middle' : 'start' }}
      >
        {fitted(name, box.width - 2 * pad, font, 'bold')}
      </text>
      {second !== undefined && (
        <text className={mono ? styles.monoLine : styles.line} x={box.x + pad} y={Math.min(bottom(box) - 8, y + 17)}>
          {fitted(second, box.width - pad - 3, 12, mono ? 'mono' : 'sans')}
        </text>
      )}
    </g>
  );
}
