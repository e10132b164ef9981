import { plural } from '../words.ts';
import type { Placement, PlacementRow } from './placement.ts';
import { placementHead } from './placement-why.ts';

/** What a row comes to in a word: its points, who refused it, or that it was not looked at. */
export function fateOf(row: PlacementRow | undefined, { chosen }: Placement): string {
  if (row === undefined) return 'not there';
  if (row.refused !== undefined) return `× ${row.refused.plugin ?? 'left out'}`;
  if (row.unseen) return 'not looked at';
  return row.total === undefined ? (row.node === chosen ? 'chosen' : 'fits') : String(row.total);
}

/** `Then node-3 wins with 583 points; 4 of 5 nodes fit. In the run: node-5 wins with 871 points.` */
export function wouldBeHead(recorded: Placement, then: Placement): string {
  const fit = then.rows.filter(({ refused, unseen }) => refused === undefined && !unseen).length;
  const now = `${placementHead(then)}; ${fit} of ${plural(then.rows.length, 'node')} fit`;
  return `Then: ${now}. In the run: ${placementHead(recorded)}.`;
}
