import type { Node, Taint } from '../../api/types.ts';
import { fits, type SchedulingPlugin } from '../framework.ts';
import { tolerates } from '../tolerations.ts';

const taint: Taint = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

const isCordoned = (node: Node | undefined): boolean => node?.spec?.unschedulable === true;

/**
 * Refuses a cordoned node.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodeunschedulable/node_unschedulable.go
 */
export const nodeUnschedulable: SchedulingPlugin = {
  name: 'NodeUnschedulable',
  preFilter: ({ pod }) => ({
    filter({ node }) {
      if (!isCordoned(node) || tolerates(pod.spec.tolerations ?? [], taint)) return fits;
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: ['node(s) were unschedulable'],
        compared: { field: 'spec.unschedulable' },
      };
    },
  }),
  hints: [
    {
      resource: 'Node',
      actions: ['Add', 'UpdateNodeTaint'],
      helps: (_pod, { before, after }) =>
        !isCordoned(after as Node) && (before === undefined || isCordoned(before as Node)),
    },
    {
      resource: 'Pod',
      actions: ['UpdatePodToleration'],
      helps: (pod, { after }) =>
        pod.metadata.uid === after?.metadata.uid &&
        tolerates((after as typeof pod | undefined)?.spec.tolerations ?? [], taint),
    },
  ],
};
