import type { Fixer } from './fixer.ts';

/** The Pod no longer names another node. */
export const nameFixer: Fixer = ({ pod }) => [
  {
    on: 'pod',
    edits: [{ path: ['spec', 'nodeName'] }],
    field: 'nodeName',
    ...(pod.spec.nodeName === undefined ? {} : { from: pod.spec.nodeName }),
    cost: 30,
  },
];
