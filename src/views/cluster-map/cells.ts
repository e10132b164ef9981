import type { Box } from './box.ts';

/** Nodes drawn small: named cells up to sixty where there is room for their names, plain ones else. */
export interface NodeCells {
  readonly box: Box;
  readonly named: boolean;
  readonly cells: readonly (Box & { readonly node: string })[];
}

const headRoom = 34;

/** A cell that is squeezed further has no room for a name. */
const least = 0.85;

export function cellsFor(box: Box, nodes: readonly string[]): NodeCells {
  const room = { x: box.x + 10, y: box.y + headRoom, width: box.width - 20, height: box.height - headRoom - 8 };
  const rowsOf = (width: number, gapX: number): { perRow: number; rows: number } => {
    const perRow = Math.max(1, Math.floor((room.width + gapX) / (width + gapX)));
    return { perRow, rows: Math.ceil(nodes.length / perRow) };
  };
  const named = nodes.length <= 60 && rowsOf(57, 6).rows * 23 * least <= room.height;
  const [width, height, gapX, gapY] = named ? [57, 18, 6, 5] : [10, 9, 2, 3];
  const { perRow, rows } = rowsOf(width, gapX);
  // A thousand nodes must fit too: cells shrink before they leave the box.
  const squeeze = Math.min(1, room.height / (rows * (height + gapY)));
  const cells = nodes.map((node, place) => ({
    node,
    x: room.x + (place % perRow) * (width + gapX),
    y: room.y + Math.floor(place / perRow) * (height + gapY) * squeeze,
    width,
    height: height * squeeze,
  }));
  return { box, named, cells };
}
