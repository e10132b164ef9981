import type { Placement, PlacementRow } from './placement.ts';

/** A column of the matrix: a filter, several filters about volumes that were all skipped, or a score. */
export interface PlacementColumn {
  readonly is: 'filter' | 'score';
  readonly name: string;
  readonly plugins: readonly string[];
  readonly skipped: boolean;
  /** 0 for a filter. */
  readonly weight: number;
}

/** What stands in a cell of a filter. */
export type FilterState = 'passed' | 'skipped' | 'refused' | 'not asked';

const aboutVolumes = new Set(['VolumeRestrictions', 'NodeVolumeLimits', 'VolumeBinding', 'VolumeZone']);

/** The columns of a decision in the order in which the plugins were asked. */
export function columnsOf({ filters, scores }: Placement): readonly PlacementColumn[] {
  const columns: PlacementColumn[] = [];
  const quiet = filters.filter(({ name, skipped }) => skipped && aboutVolumes.has(name)).map(({ name }) => name);
  for (const { name, skipped } of filters) {
    const folded = quiet.length > 1 && quiet.includes(name);
    if (folded && quiet[0] !== name) continue;
    const plugins = folded ? quiet : [name];
    columns.push({
      is: 'filter',
      name: folded ? `Volumes (${quiet.length})` : name,
      plugins,
      skipped,
      weight: 0,
    });
  }
  for (const { plugin, weight } of scores)
    columns.push({ is: 'score', name: plugin, plugins: [plugin], skipped: false, weight });
  return columns;
}

/** The column of the filter that refused a node; the first where the node was left out before any filter. */
export function refusedAt(columns: readonly PlacementColumn[], { refused }: PlacementRow): number | undefined {
  if (refused === undefined) return undefined;
  const found = columns.findIndex(({ is, plugins }) => is === 'filter' && plugins.includes(refused.plugin ?? ''));
  return Math.max(0, found);
}

/** What the filter of a column said of a node. */
export function filterState(columns: readonly PlacementColumn[], column: number, row: PlacementRow): FilterState {
  const refused = refusedAt(columns, row);
  if (row.unseen || (refused !== undefined && column > refused)) return 'not asked';
  if (column === refused) return 'refused';
  return columns[column]?.skipped === true ? 'skipped' : 'passed';
}
