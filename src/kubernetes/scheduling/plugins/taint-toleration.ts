import { type FilterPlugin, fits, normalized, type ScorePlugin } from '../framework.ts';
import { tolerates } from '../tolerations.ts';

/**
 * Keeps Pods off nodes whose taints they do not tolerate, and prefers nodes with fewer soft ones.
 * Source: v1.35 pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go
 */
export const taintToleration: FilterPlugin & ScorePlugin = {
  name: 'TaintToleration',
  weight: 3,
  preFilter:
    (pod) =>
    ({ node }) => {
      const hard = (node.spec?.taints ?? []).filter(({ effect }) => effect === 'NoSchedule' || effect === 'NoExecute');
      const untolerated = hard.find((taint) => !tolerates(pod.spec.tolerations ?? [], taint));
      if (untolerated === undefined) return fits;
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: ['node(s) had untolerated taint(s)'],
        compared: { taint: untolerated },
      };
    },
  preScore(pod) {
    const soft = (pod.spec.tolerations ?? []).filter(
      ({ effect }) => (effect ?? '') === '' || effect === 'PreferNoSchedule',
    );
    return ({ node }) =>
      (node.spec?.taints ?? []).filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(soft, taint))
        .length;
  },
  normalize: (raw) => normalized(raw, true),
};
