import { naturalOrder } from '../natural-order.ts';
import type { PlacementRow } from './placement.ts';

export type PlacementSort = 'total' | 'name' | 'missing' | 'free';

/** What a node has left of a resource, and what it is short of for this Pod; cpu in millicores. */
export interface Room {
  readonly asked: number;
  readonly free: number;
  readonly allocatable: number;
  /** 0 where there is enough. */
  readonly short: number;
}

/** @returns undefined where the Pod does not ask for it */
export function roomFor({ figures }: PlacementRow, resource: string): Room | undefined {
  const found = figures[resource];
  if (found === undefined) return undefined;
  const free = found.allocatable - found.requested;
  return { asked: found.asked, free, allocatable: found.allocatable, short: Math.max(0, found.asked - free) };
}

/** The nodes as somebody wants them; equals stay as they were. */
export function inOrder(rows: readonly PlacementRow[], sort: PlacementSort, resource: string): readonly PlacementRow[] {
  if (sort === 'total') return rows;
  if (sort === 'name') return rows.toSorted((a, b) => naturalOrder(a.node, b.node));
  const key = sort === 'free' ? (row: PlacementRow) => -(roomFor(row, resource)?.free ?? 0) : missing;
  const keyed = rows.map((row) => ({ row, key: key(row) }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ row }) => row);
}

/** The largest share of what was asked that is missing; those refused for something else come after them. */
function missing(row: PlacementRow): number {
  if (row.refused === undefined) return row.unseen ? 3e9 : 0;
  const shares = Object.keys(row.figures).map((resource) => {
    const room = roomFor(row, resource);
    return room === undefined || room.asked === 0 ? 0 : room.short / room.asked;
  });
  const most = Math.max(0, ...shares);
  return row.refused.plugin === 'NodeResourcesFit' && most > 0 ? most : 1e9 + most;
}
