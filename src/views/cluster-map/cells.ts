import type { Box } from './box.ts';

/** Nodes drawn small: named cells up to sixty, plain ones beyond. */
export interface NodeCells {
  readonly box: Box;
  readonly named: boolean;
  readonly cells: readonly (Box & { readonly node: string })[];
}

const headRoom = 34;

export function cellsFor(box: Box, nodes: readonly string[]): NodeCells {
  const named = nodes.length <= 60;
  const room = { x: box.x + 10, y: box.y + headRoom, width: box.width - 20, height: box.height - headRoom - 8 };
  const [width, height, gapX, gapY] = named ? [57, 18, 6, 5] : [10, 9, 2, 3];
  const perRow = Math.max(1, Math.floor((room.width + gapX) / (width + gapX)));
  const rows = Math.ceil(nodes.length / perRow);
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
