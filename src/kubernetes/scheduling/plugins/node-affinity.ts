import { type FilterPlugin, fits, normalized, type ScorePlugin } from '../framework.ts';
import { matchesNode, matchesTerm } from '../node-selectors.ts';

/**
 * Holds a Pod to the labels that its node selector and node affinity ask for, and prefers what it prefers.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
 */
export const nodeAffinity: FilterPlugin & ScorePlugin = {
  name: 'NodeAffinity',
  weight: 2,
  preFilter:
    (pod) =>
    ({ node }) => {
      if (matchesNode(pod, node)) return fits;
      return {
        code: 'UnschedulableAndUnresolvable',
        reasons: ["node(s) didn't match Pod's node affinity/selector"],
        compared: { wanted: pod.spec.nodeSelector ?? {}, found: node.metadata.labels ?? {} },
      };
    },
  preScore(pod) {
    const preferred = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    if (preferred.length === 0) return undefined;
    return ({ node }) =>
      preferred.reduce((sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0), 0);
  },
  normalize: (raw) => normalized(raw, false),
};
