import type { Node, Pod, Taint } from '../../api/types.ts';
import { fits, normalized, type SchedulingPlugin } from '../framework.ts';
import { keepsAway, tolerates } from '../tolerations.ts';

/** The first taint that keeps a Pod away. */
function untolerated(pod: Pod, node: Node | undefined): Taint | undefined {
  for (const taint of node?.spec?.taints ?? []) if (keepsAway(pod, taint)) return taint;
  return undefined;
}

/**
 * Keeps Pods off nodes whose taints they do not tolerate, and prefers nodes with fewer soft ones.
 * Source: v1.35 pkg/scheduler/framework/plugins/tainttoleration/taint_toleration.go
 */
export const taintToleration: SchedulingPlugin = {
  name: 'TaintToleration',
  preFilter: ({ pod }) => ({
    filter({ node }) {
      const taint = untolerated(pod, node);
      if (taint === undefined) return fits;
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: ['node(s) had untolerated taint(s)'],
        compared: { taint, field: 'spec.taints' },
      };
    },
  }),
  preScore({ pod }) {
    const soft = (pod.spec.tolerations ?? []).filter(
      ({ effect }) => (effect ?? '') === '' || effect === 'PreferNoSchedule',
    );
    return {
      score: ({ node }) =>
        (node.spec?.taints ?? []).filter((taint) => taint.effect === 'PreferNoSchedule' && !tolerates(soft, taint))
          .length,
      normalize: (raw) => normalized(raw, true),
    };
  },
  hints: [
    {
      resource: 'Node',
      actions: ['Add', 'UpdateNodeTaint'],
      helps: (pod, { before, after }) =>
        untolerated(pod, after as Node) === undefined &&
        (before === undefined || untolerated(pod, before as Node) !== undefined),
    },
    {
      // Only the Pod's own new tolerations can help it.
      resource: 'Pod',
      actions: ['UpdatePodToleration'],
      helps: (pod, { after }) => pod.metadata.uid === after?.metadata.uid,
    },
  ],
};
