/** Number of items whose value is at most `limit`; the items are sorted by that value. */
export function countUpTo<T>(items: readonly T[], limit: number, numberOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = items[middle];
    if (item !== undefined && numberOf(item) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The last item whose value is at most `limit`. */
export function lastUpTo<T>(items: readonly T[], limit: number, numberOf: (item: T) => number): T | undefined {
  return items[countUpTo(items, limit, numberOf) - 1];
}
