import type { Placement, PlacementRow } from './placement.ts';
import { type PlacementColumn, refusedAt } from './placement-columns.ts';
import { roomFor } from './placement-order.ts';

/** Nodes that share their fate. */
export interface PlacementGroup {
  readonly fate: 'passed' | 'refused' | 'not looked at';
  /** Place of the column that refused them. */
  readonly column: number | undefined;
  readonly rows: readonly PlacementRow[];
}

/** Those that passed, then by the filter that refused in the order of the filters; inside, the most free first. */
export function groupsOf(
  { rows }: Placement,
  columns: readonly PlacementColumn[],
  resource: string,
): readonly PlacementGroup[] {
  const passed = rows.filter(({ refused, unseen }) => refused === undefined && !unseen);
  const unseen = rows.filter((row) => row.unseen);
  const by = new Map<number, PlacementRow[]>();
  for (const row of rows) {
    const column = refusedAt(columns, row);
    if (column === undefined) continue;
    const group = by.get(column);
    if (group) group.push(row);
    else by.set(column, [row]);
  }
  const free = (row: PlacementRow) => roomFor(row, resource)?.free ?? 0;
  const refused = [...by]
    .toSorted(([a], [b]) => a - b)
    .map(
      ([column, group]): PlacementGroup => ({
        fate: 'refused',
        column,
        rows: group.toSorted((a, b) => free(b) - free(a)),
      }),
    );
  return [
    { fate: 'passed' as const, column: undefined, rows: passed },
    ...refused,
    { fate: 'not looked at' as const, column: undefined, rows: unseen },
  ].filter((group) => group.rows.length > 0);
}
