import { scaleLinear } from 'd3';
import { useMemo } from 'react';
import type { PlacementRow } from '../../story/placement/placement.ts';
import type { PlacementColumn } from '../../story/placement/placement-columns.ts';
import { roomFor } from '../../story/placement/placement-order.ts';
import { quantity, resourceWord } from '../../story/quantity-words.ts';
import styles from './scheduler-matrix.module.css';
import { bars, type SieveGeometry } from './sieve-geometry.ts';

interface BarsProps {
  readonly geometry: SieveGeometry;
  readonly resource: string;
  readonly columns: readonly PlacementColumn[];
  readonly width: number;
  readonly y: number;
  readonly height: number;
}

/** What each node has free of one resource, against what the Pod asks. */
export function FreeBars({ geometry, resource, columns, width, y, height }: BarsProps) {
  const { groups, pitch, left, order } = geometry;
  const asked = order[0]?.figures[resource]?.asked ?? 0;
  const unit = resource === 'cpu' ? 1000 : resource === 'memory' || resource === 'ephemeral-storage' ? 2 ** 30 : 1;
  const { scale, clipped } = useMemo(
    () => scaleOf(order, resource, asked, unit, height),
    [order, resource, asked, unit, height],
  );
  const paths = useMemo(
    () =>
      groups.map((group) => ({
        key: `${group.fate} ${group.column}`,
        own: group.column !== undefined && columns[group.column]?.name === 'NodeResourcesFit',
        d: bars(group, pitch, y + height, (row) => scale((roomFor(row, resource)?.free ?? 0) / unit)),
      })),
    [groups, pitch, columns, scale, resource, unit, y, height],
  );
  if (asked === 0) return null;
  const line = y + height - scale(asked / unit);
  const top = scale.domain()[1] ?? 0;
  const says = `asked: ${quantity(resource, asked)}${resource === 'cpu' && asked % 1000 === 0 ? ' CPU' : ` of ${resourceWord(resource)}`} on one node`;
  return (
    <g className={styles.bars}>
      {scale.ticks(4).map((tick) => (
        <g key={tick}>
          <path data-is="tick" d={`M${left} ${y + height - scale(tick)}H${width - 8}`} />
          <text x={left - 10} y={y + height - scale(tick) + 4} textAnchor="end">
            {quantity(resource, tick * unit)}
            {resource === 'cpu' && tick > 0 ? ' CPU' : ''}
            {tick === top && clipped ? ' or more' : ''}
          </text>
        </g>
      ))}
      {paths.map(({ key, own, d }) => (
        <path key={key} data-own={own} d={d} />
      ))}
      <path data-is="asked" d={`M${left} ${line}H${width - 8}`} />
      <text data-is="asked" x={width - 8} y={line - 5} textAnchor="end">
        {says}
      </text>
      <text x={left} y={y + height + 18}>
        free {resourceWord(resource)} of each node, in the same order
        {paths.some(({ own }) => own) ? '; only those with the strong bars were refused for it' : ''}
      </text>
    </g>
  );
}

/** Room beyond three times what is asked says nothing more. */
function scaleOf(order: readonly PlacementRow[], resource: string, asked: number, unit: number, height: number) {
  let most = 0;
  for (const row of order) most = Math.max(most, roomFor(row, resource)?.free ?? 0);
  const cap = Math.max(asked * 3, 1);
  const clipped = most > cap;
  const domain = [0, Math.min(Math.max(most, asked * 1.2), cap) / unit];
  return { scale: scaleLinear(domain, [0, height]).nice(4).clamp(true), clipped };
}
