import type { Placement, PlacementRow } from './placement.ts';
import type { CellStory } from './placement-cell.ts';

/** The sum of a node's points, plugin by plugin. */
export function totalStory({ scores, chosen, scored }: Placement, row: PlacementRow): CellStory {
  const points = scores.map(({ plugin, weight }, place) => {
    const normalized = row.scores[place]?.normalized ?? 0;
    return { plugin, weight, normalized, sum: normalized * weight };
  });
  const place = scored.indexOf(row.node) + 1;
  const given = row.total !== undefined;
  return {
    title: `${row.node}: ${given ? `${row.total} points` : 'no points'}`,
    purposes: [],
    says: given
      ? `Looked at as number ${place} of the ${scored.length} nodes that passed.${row.node === chosen ? ' It was chosen.' : ''}`
      : unscored(row, chosen),
    facts: points
      .filter(() => given)
      .map(({ plugin, weight, normalized, sum }) => [plugin, `${weight} × ${normalized} = ${sum}`] as const),
    arithmetic: given ? `${points.map(({ sum }) => sum).join(' + ')} = ${row.total}` : undefined,
    nodeField: undefined,
    podField: undefined,
  };
}

function unscored({ node, refused, unseen }: PlacementRow, chosen: string | undefined): string {
  if (unseen) return 'Not looked at: enough other nodes had been found.';
  if (refused !== undefined) return 'A refused node is not scored.';
  return node === chosen ? 'The only node that passed the filters: nothing is scored.' : 'It was not scored.';
}
