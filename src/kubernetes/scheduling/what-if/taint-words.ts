import type { Taint } from '../../api/types.ts';

/** A taint as kubectl writes it: `dedicated=batch:NoSchedule`. */
export const taintWords = ({ key, value, effect }: Taint): string => `${key}${value ? `=${value}` : ''}:${effect}`;
