import { fits, type SchedulingPlugin } from '../framework.ts';

/**
 * Admits only the node that the Pod asks for by name.
 * No eviction elsewhere can change the answer, hence "unresolvable".
 * Source: v1.35 pkg/scheduler/framework/plugins/nodename/node_name.go
 */
export const nodeName: SchedulingPlugin = {
  name: 'NodeName',
  preFilter({ pod }) {
    const wanted = pod.spec.nodeName ?? '';
    return {
      filter({ node }) {
        const found = node.metadata.name;
        if (wanted === '' || wanted === found) return fits;
        return {
          code: 'UnschedulableAndUnresolvable',
          reasons: ["node(s) didn't match the requested node name"],
          compared: { wanted, found },
        };
      },
    };
  },
  hints: [{ resource: 'Node', actions: ['Add'] }],
};
