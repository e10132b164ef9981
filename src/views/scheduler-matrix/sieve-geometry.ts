import type { PlacementRow } from '../../story/placement/placement.ts';
import type { PlacementGroup } from '../../story/placement/placement-groups.ts';

/** Where the sieve's nodes and rows stand; in px. */
export interface SieveGeometry {
  /** Width of one node. */
  readonly pitch: number;
  readonly left: number;
  readonly groups: readonly SieveBand[];
  /** All nodes from left to right. */
  readonly order: readonly PlacementRow[];
}

export interface SieveBand extends PlacementGroup {
  readonly from: number;
  readonly to: number;
  /** Place of its first node. */
  readonly first: number;
}

/** Between two groups; px. */
const gap = 2;

/** Computed for the whole decision: no step moves anything. */
export function sieveGeometry(groups: readonly PlacementGroup[], left: number, width: number): SieveGeometry {
  const order = groups.flatMap(({ rows }) => rows);
  const pitch = Math.min(28, (width - gap * (groups.length - 1)) / Math.max(order.length, 1));
  let from = left;
  let first = 0;
  const bands = groups.map((group): SieveBand => {
    const band = { ...group, from, to: from + pitch * group.rows.length, first };
    from = band.to + gap;
    first += group.rows.length;
    return band;
  });
  return { pitch, left, groups: bands, order };
}

/** The place of the node at `x`; undefined beside and between the groups. */
export function nodeAt({ groups, pitch }: SieveGeometry, x: number): number | undefined {
  const band = groups.find(({ from, to }) => x >= from && x < to);
  return band && band.first + Math.min(Math.floor((x - band.from) / pitch), band.rows.length - 1);
}

/** Left edge of a node. */
export function leftOf({ groups, pitch }: SieveGeometry, place: number): number {
  const band = groups.findLast(({ first }) => first <= place);
  return band === undefined ? 0 : band.from + (place - band.first) * pitch;
}

/** One path for a band of a row: a block per node where there is room for the gaps, else one block. */
export function blocks({ from, to, rows }: SieveBand, pitch: number, y: number, height: number): string {
  if (pitch < 3) return `M${round(from)} ${y}H${round(to)}v${height}H${round(from)}z`;
  return rows
    .map((_, i) => `M${round(from + i * pitch)} ${y}h${round(pitch - 1)}v${height}h${round(1 - pitch)}z`)
    .join('');
}

/** One path for the bars of a band, each as high as `heightOf` says, standing on `y`; narrow ones as one outline. */
export function bars(
  { from, rows }: SieveBand,
  pitch: number,
  y: number,
  heightOf: (row: PlacementRow) => number,
): string {
  if (pitch < 3) return outline(from, rows.map(heightOf), pitch, y);
  const width = pitch - 1;
  return rows
    .map((row, i) => {
      const height = round(heightOf(row));
      return height <= 0 ? '' : `M${round(from + i * pitch)} ${y}v${-height}h${round(width)}v${height}z`;
    })
    .join('');
}

/** Only where the height changes is there a corner. */
function outline(from: number, heights: readonly number[], pitch: number, y: number): string {
  let path = `M${round(from)} ${y}`;
  let last: number | undefined;
  for (const [i, height] of heights.entries()) {
    if (height === last) continue;
    path += `H${round(from + i * pitch)}V${round(y - height)}`;
    last = height;
  }
  return `${path}H${round(from + heights.length * pitch)}V${y}z`;
}

const round = (px: number): number => Math.round(px * 100) / 100;
