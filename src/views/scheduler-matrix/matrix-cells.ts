import type { PlacementRow } from '../../story/placement/placement.ts';
import { type PlacementColumn, refusedAt } from '../../story/placement/placement-columns.ts';
import type { Selection } from './matrix-props.ts';

/** Where the keys lead from a cell; a refused row ends with the filter that refused. */
export function nextCell(
  key: string,
  { node, column }: Selection,
  rows: readonly PlacementRow[],
  columns: readonly PlacementColumn[],
): Selection | undefined {
  const at = rows.findIndex((row) => row.node === node);
  const to = (row: number, cell: number): Selection | undefined => {
    const found = rows[Math.min(Math.max(row, 0), rows.length - 1)];
    if (found === undefined) return undefined;
    return { node: found.node, column: Math.min(Math.max(cell, 0), lastCell(columns, found)) };
  };
  switch (key) {
    case 'ArrowRight':
      return to(at, column + 1);
    case 'ArrowLeft':
      return to(at, column - 1);
    case 'ArrowDown':
      return to(at + 1, column);
    case 'ArrowUp':
      return to(at - 1, column);
    case 'Home':
      return to(at, 0);
    case 'End':
      return to(at, columns.length);
    default:
      return undefined;
  }
}

const lastCell = (columns: readonly PlacementColumn[], row: PlacementRow): number =>
  refusedAt(columns, row) ?? (row.unseen ? 0 : columns.length);
