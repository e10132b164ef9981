import { edited } from '../edit.ts';
import type { Fixer } from './fixer.ts';

const taint = 'node.kubernetes.io/unschedulable';

/** The node is opened again: its mark goes, and the taint that came with it. */
export const cordonFixer: Fixer = (_situation, { node }) => {
  const { name } = node.metadata;
  const left = (node.spec?.taints ?? []).filter(({ key }) => key !== taint);
  const open = edited(node, [
    { path: ['spec', 'unschedulable'] },
    { path: ['spec', 'taints'], value: left.length === 0 ? undefined : left },
  ]);
  return [
    {
      on: 'cluster',
      kubectl: `uncordon ${name}`,
      says: `uncordon ${name}`,
      effect: { type: 'node', node: open },
      cost: 15,
    },
  ];
};
