import type { Pod } from './types.ts';

/** Whether a Pod has ended for good. Source: v1.35 pkg/api/v1/pod/util.go IsPodTerminal */
export const isTerminal = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';
