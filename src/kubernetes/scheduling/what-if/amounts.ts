/**
 * An amount as a person would write it: cpu out of millicores, memory in whole Mi or Gi where that loses nothing.
 * @param amount millicores, bytes or pieces
 */
export function written(resource: string, amount: number): string {
  if (resource === 'cpu') return amount % 1000 === 0 ? String(amount / 1000) : `${amount}m`;
  if (!isBytes(resource)) return String(amount);
  for (const [unit, size] of units) if (amount >= size && amount % size === 0) return `${amount / size}${unit}`;
  return String(amount);
}

/** The largest amount of whole Mi, or of whole millicores, that is not more than this; bytes below one Mi. */
export const roundedDown = (resource: string, amount: number): number =>
  isBytes(resource) && amount >= mebi ? Math.floor(amount / mebi) * mebi : Math.floor(amount);

const mebi = 2 ** 20;
const units = [
  ['Gi', 2 ** 30],
  ['Mi', mebi],
  ['Ki', 2 ** 10],
] as const;

const isBytes = (resource: string): boolean =>
  resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');
