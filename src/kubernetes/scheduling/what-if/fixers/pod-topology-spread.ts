import type { Change } from '../change.ts';
import type { Fixer } from './fixer.ts';

/** The Pod takes more skew, or wishes for what it demanded. */
export const spreadFixer: Fixer = ({ pod }, _info, { compared }) => {
  const constraints = pod.spec.topologySpreadConstraints ?? [];
  return constraints.flatMap((constraint, i): readonly Change[] => {
    if (constraint.whenUnsatisfiable !== 'DoNotSchedule') return [];
    const { skew, topologyKey } = compared ?? {};
    const mine = topologyKey === undefined || topologyKey === constraint.topologyKey;
    if (!mine) return [];
    const path = ['spec', 'topologySpreadConstraints', i] as const;
    const relaxed: Change = {
      on: 'pod',
      edits: [{ path: [...path, 'whenUnsatisfiable'], value: 'ScheduleAnyway' }],
      field: `topologySpreadConstraints[${i}].whenUnsatisfiable`,
      from: 'DoNotSchedule',
      to: 'ScheduleAnyway',
      cost: 30,
    };
    if (typeof skew !== 'number' || skew <= constraint.maxSkew) return [relaxed];
    return [
      {
        on: 'pod',
        edits: [{ path: [...path, 'maxSkew'], value: skew }],
        field: `topologySpreadConstraints[${i}].maxSkew`,
        from: String(constraint.maxSkew),
        to: String(skew),
        cost: 24 + skew - constraint.maxSkew,
      },
      relaxed,
    ];
  });
};
