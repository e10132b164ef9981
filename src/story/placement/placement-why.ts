import { enumerated, listed, plural } from '../words.ts';
import type { Placement, PlacementRow } from './placement.ts';

/** `node-5 wins with 871 points`: how a decision ended, as a headline. */
export function placementHead({ chosen, scored, rows }: Placement): string {
  if (chosen === undefined) return rows.length === 0 ? 'There are no nodes' : 'No node can take the Pod';
  const total = rows.find(({ node }) => node === chosen)?.total;
  return scored.length > 0 && total !== undefined
    ? `${chosen} wins with ${plural(total, 'point')}`
    : `${chosen} is the only node that fits`;
}

/** `Pod default/nginx, attempt 1. 4 of 5 nodes passed the filters; node-4 was refused.` */
export function placementSum({ pod, attempt, rows }: Placement): string {
  const refused = rows.filter((row) => row.refused !== undefined).map(({ node }) => node);
  const unseen = rows.filter((row) => row.unseen).length;
  const passed = rows.length - refused.length - unseen;
  const others = [
    ...(refused.length > 0
      ? [
          `${refused.length > 4 ? refused.length : enumerated(refused)} ${refused.length === 1 ? 'was' : 'were'} refused`,
        ]
      : []),
    ...(unseen > 0
      ? [`${plural(unseen, 'node')} ${unseen === 1 ? 'was' : 'were'} not looked at, since enough had been found`]
      : []),
  ];
  return `Pod ${pod}, attempt ${attempt}. ${passed} of ${plural(rows.length, 'node')} passed the filters${others.length > 0 ? `; ${enumerated(others)}` : ''}.`;
}

/** Why the chosen node and no other, from the recorded points; one sentence each. */
export function placementWhy(placement: Placement): readonly string[] {
  const { chosen, rows, scored } = placement;
  if (chosen === undefined) return [];
  if (scored.length === 0) return [`Every other node was refused. With one node left kube-scheduler scores nothing.`];
  const ranked = rows.filter(({ total }) => total !== undefined);
  const [winner, second] = ranked;
  if (winner?.total === undefined || second?.total === undefined) return [];
  const lead = winner.total - second.total;
  const decides = deciding(placement, winner, second);
  const led =
    lead === 0
      ? tie(placement, winner.total)
      : [`It leads ${second.node} by ${plural(lead, 'point')}.${decides?.share ?? ''}`];
  return [...led, ...(decides === undefined ? [] : [without(placement, decides.place)])];
}

function tie({ rows, scored }: Placement, total: number): readonly string[] {
  const level = rows.filter((row) => row.total === total).map(({ node }) => node);
  return [
    `${listed(scored.filter((node) => level.includes(node)))} are level with ${plural(total, 'point')}.`,
    'No dice are thrown: kube-scheduler builds a heap over the nodes in the order in which it looked at them and takes its root. A node moves up only past one with fewer points, so where they stood decides between equals.',
  ];
}

/** The plugin by which the winner gains most on the next node, if any does. */
function deciding({ scores }: Placement, winner: PlacementRow, second: PlacementRow) {
  const points = (row: PlacementRow, place: number) =>
    (row.scores[place]?.normalized ?? 0) * (scores[place]?.weight ?? 0);
  const gains = scores.map((_, place) => points(winner, place) - points(second, place));
  const most = Math.max(...gains);
  const place = gains.indexOf(most);
  if (most <= 0) return undefined;
  const figures = `${points(winner, place)} against ${points(second, place)}`;
  const lead = gains.reduce((sum, gain) => sum + gain, 0);
  const { plugin = '' } = scores[place] ?? {};
  if (lead === 0) return { place, share: '' };
  return {
    place,
    share:
      most <= lead
        ? ` ${most} of them ${most === 1 ? 'is' : 'are'} ${plugin}: ${figures}.`
        : ` ${plugin} alone gives it ${most} more: ${figures}.`,
  };
}

/** The same points without one plugin: would the winner still lead? */
function without({ rows, scores, chosen }: Placement, place: number): string {
  const { plugin = '', weight = 0 } = scores[place] ?? {};
  const left = rows.flatMap(({ node, total, scores: given }) =>
    total === undefined ? [] : [{ node, total: total - (given[place]?.normalized ?? 0) * weight }],
  );
  const own = left.find(({ node }) => node === chosen)?.total ?? 0;
  const others = left.filter(({ node }) => node !== chosen).toSorted((a, b) => b.total - a.total);
  const best = others[0];
  if (best === undefined) return '';
  if (own > best.total) return `Without ${plugin} ${chosen} would still win, ${own} to ${best.total}.`;
  if (own === best.total) return `Without ${plugin} ${chosen} and ${best.node} would be level at ${own}.`;
  return `Without ${plugin} ${best.node} would win, ${best.total} to ${own}.`;
}
