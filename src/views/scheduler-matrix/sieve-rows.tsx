import type { PlacementColumn } from '../../story/placement/placement-columns.ts';
import styles from './scheduler-matrix.module.css';
import { blocks, type SieveGeometry } from './sieve-geometry.ts';

interface RowsProps {
  readonly geometry: SieveGeometry;
  readonly filters: readonly PlacementColumn[];
  readonly step: number;
  readonly top: number;
  readonly rowHeight: number;
}

/** A row per filter: what it refused as blocks, what it let pass as a dashed line. One path each. */
export function SieveRows({ geometry: { groups, pitch, left }, filters, step, top, rowHeight }: RowsProps) {
  return (
    <>
      <GroupHeads groups={groups} left={left} />
      {filters.map(({ name, skipped }, row) => {
        const mine = groups.find(({ column }) => column === row);
        const y = top + row * rowHeight;
        const on = groups.filter(
          ({ fate, column }) => fate === 'passed' || (fate === 'refused' && (column ?? 0) > row),
        );
        const later = row > step;
        return (
          <g key={name} className={styles.sieveRow} data-skipped={skipped} data-now={row === step} data-later={later}>
            <text x={left - 10} y={y + 13} textAnchor="end" data-refuses={mine !== undefined}>
              {name}
              {mine && left >= 150 ? ` ${mine.rows.length}` : ''}
            </text>
            {!later && mine && <path data-is="refused" d={blocks(mine, pitch, y + 2, rowHeight - 4)} />}
            {!later && on.length > 0 && (
              <path data-is="passed" d={on.map(({ from, to }) => `M${from} ${y + 9}H${to}`).join('')} />
            )}
          </g>
        );
      })}
    </>
  );
}

/** How many nodes each group has; a number that finds no room is left to the list below. */
function GroupHeads({ groups, left }: Pick<SieveGeometry, 'groups' | 'left'>) {
  let free = left;
  return (
    <g className={styles.heads}>
      <text x={left - 10} y={12} textAnchor="end">
        nodes
      </text>
      {groups.map(({ fate, column, from, to, rows }) => {
        const label = fate === 'refused' ? String(rows.length) : `${rows.length} ${fate}`;
        const fits = from >= free;
        if (fits) free = from + label.length * 7.5 + 6;
        return (
          <g key={`${fate} ${column}`}>
            {fits && (
              <text x={from} y={12} data-fate={fate}>
                {label}
              </text>
            )}
            <path d={`M${from} 17.5H${Math.max(to, from + 1)}`} />
          </g>
        );
      })}
    </g>
  );
}
