/** Compares names with their numbers as numbers: `node-2` comes before `node-10`. The same on every machine. */
export function naturalOrder(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.split(/(\d+)/));
  for (const [place, mine = ''] of (left ?? []).entries()) {
    const other = right?.[place] ?? '';
    if (mine === other) continue;
    // Every second part is a number.
    const apart = place % 2 === 1 ? Number(mine) - Number(other) : 0;
    if (apart !== 0) return apart;
    return mine < other ? -1 : 1;
  }
  return (left?.length ?? 0) - (right?.length ?? 0);
}
