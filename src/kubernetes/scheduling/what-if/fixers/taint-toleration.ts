import type { Taint } from '../../../api/types.ts';
import { tolerates } from '../../tolerations.ts';
import { edited } from '../edit.ts';
import { taintWords } from '../taint-words.ts';
import type { Fixer } from './fixer.ts';

/** Taints that the cluster itself sets while something is wrong with a node: taken off, they come back. */
const isCondition = ({ key }: Taint): boolean => key.startsWith('node.kubernetes.io/');

/** The Pod tolerates what keeps it away, or the taint goes. */
export const taintFixer: Fixer = ({ pod }, { node }) => {
  const known = pod.spec.tolerations ?? [];
  const taints = (node.spec?.taints ?? []).filter(
    (taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(known, taint),
  );
  if (taints.length === 0) return [];
  const tolerations = taints.map(({ key, value, effect }) => ({
    key,
    operator: value ? 'Equal' : 'Exists',
    ...(value ? { value } : {}),
    effect,
  }));
  const words = taints.map(taintWords).join(', ');
  const troubled = taints.some(isCondition);
  const tolerate = {
    on: 'pod' as const,
    edits: tolerations.map((value, i) => ({ path: ['spec', 'tolerations', known.length + i], value })),
    field: 'tolerations',
    to: words,
    cost: troubled ? 80 : 20,
  };
  if (troubled) return [tolerate];
  const left = (node.spec?.taints ?? []).filter((taint) => !taints.includes(taint));
  const { name } = node.metadata;
  return [
    tolerate,
    {
      on: 'cluster',
      kubectl: `taint nodes ${name} ${taints.map(({ key, effect }) => `${key}:${effect}-`).join(' ')}`,
      says: `take the taint ${words} off ${name}`,
      effect: { type: 'node', node: edited(node, [{ path: ['spec', 'taints'], value: left }]) },
      cost: 30,
    },
  ];
};
