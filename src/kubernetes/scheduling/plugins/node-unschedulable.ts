import type { FilterPlugin } from '../framework.ts';
import { fits } from '../framework.ts';
import { tolerates } from '../tolerations.ts';

const taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/**
 * Refuses a cordoned node.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go
 */
export const nodeUnschedulable: FilterPlugin = {
  name: 'NodeUnschedulable',
  preFilter:
    (pod) =>
    ({ node }) => {
      if (node.spec?.unschedulable !== true || tolerates(pod.spec.tolerations ?? [], taint)) return fits;
      return { code: 'UnschedulableAndUnresolvable', reasons: ['node(s) were unschedulable'] };
    },
};
