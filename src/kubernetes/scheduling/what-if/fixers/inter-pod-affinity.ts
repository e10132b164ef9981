import type { Pod } from '../../../api/types.ts';
import type { Change } from '../change.ts';
import type { Fixer } from './fixer.ts';
import { leave } from './node-resources-fit.ts';

type Side = 'podAffinity' | 'podAntiAffinity';

/** What was required becomes a wish: the scheduler still tries to fulfil it. */
function preferred({ spec }: Pod, side: Side): Change | undefined {
  const given = spec.affinity?.[side];
  const required = given?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  if (required.length === 0) return undefined;
  const wishes = [
    ...(given?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
    ...required.map((podAffinityTerm) => ({ weight: 100, podAffinityTerm })),
  ];
  return {
    on: 'pod',
    edits: [
      {
        path: ['spec', 'affinity', side],
        value: { preferredDuringSchedulingIgnoredDuringExecution: wishes },
      },
    ],
    field: side,
    from: 'required',
    to: 'preferred',
    cost: 35,
  };
}

const sides: Readonly<Record<string, Side>> = {
  "node(s) didn't match pod affinity rules": 'podAffinity',
  "node(s) didn't match pod anti-affinity rules": 'podAntiAffinity',
};

/** The Pod is less strict, or those that keep it away leave the node. */
export const podAffinityFixer: Fixer = ({ pod }, info, { reasons, compared }) => {
  const side = sides[reasons[0] ?? ''];
  const wish = side && preferred(pod, side);
  const named = new Set(Array.isArray(compared?.['pods']) ? compared['pods'].map(String) : []);
  const inTheWay = info.pods.filter(
    ({ metadata }) => named.has(metadata.name) || named.has(`${metadata.namespace}/${metadata.name}`),
  );
  const some = inTheWay.length > 0 && inTheWay.length <= 3 && side !== 'podAffinity';
  return [...(wish === undefined ? [] : [wish]), ...(some ? [leave(info, inTheWay)] : [])];
};
