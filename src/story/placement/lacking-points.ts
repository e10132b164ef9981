import { plural } from '../words.ts';
import type { Placement } from './placement.ts';

/** The points of one plugin on two nodes. */
export interface Lacking {
  readonly plugin: string;
  readonly own: number;
  readonly winner: number;
}

/** By how much a node that fits lost, and by which plugins; undefined where it was not scored, or has won. */
export function lackingPoints(
  { rows, scores, chosen }: Placement,
  node: string,
): { readonly short: number; readonly by: readonly Lacking[] } | undefined {
  const own = rows.find((row) => row.node === node);
  const winner = rows.find((row) => row.node === chosen);
  if (own?.total === undefined || winner?.total === undefined || own === winner) return undefined;
  const by = scores.map(({ plugin, weight }, place) => ({
    plugin,
    own: (own.scores[place]?.normalized ?? 0) * weight,
    winner: (winner.scores[place]?.normalized ?? 0) * weight,
  }));
  return {
    short: winner.total - own.total,
    by: by.filter((each) => each.own !== each.winner).toSorted((a, b) => b.winner - b.own - (a.winner - a.own)),
  };
}

/** `worker-2 lacks 12 points on worker-1.` */
export const lackingWords = (node: string, winner: string, short: number): string =>
  short === 0
    ? `${node} has as many points as ${winner}; the place in the order decided.`
    : `${node} lacks ${plural(short, 'point')} on ${winner}.`;
