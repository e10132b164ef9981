import type { Node, Pod } from '../api/types.ts';
import { nodeInfo } from '../scheduling/node-info.ts';
import { matchesNode } from '../scheduling/node-selectors.ts';
import { takenPort } from '../scheduling/plugins/node-ports.ts';
import { shortages } from '../scheduling/plugins/node-resources-fit.ts';
import { tolerates } from '../scheduling/tolerations.ts';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/**
 * The kubelet's own look at a Pod that was given to its node: it may still say no, and the Pod is not scheduled anew.
 * Source: v1.35 pkg/kubelet/lifecycle/predicate.go; pkg/scheduler/eventhandlers.go AdmissionCheck
 */
export function rejection(pod: Pod, node: Node, others: readonly Pod[]): Rejection | undefined {
  const info = nodeInfo(node, others);
  const [short] = shortages(pod, info);
  if (short !== undefined) {
    const { resource, asked, requested, allocatable } = short;
    return {
      reason: `OutOf${resource}`,
      message: `Node didn't have enough resource: ${resource}, requested: ${asked}, used: ${requested}, capacity: ${allocatable}`,
    };
  }
  if (!matchesNode(pod, node)) {
    return {
      reason: 'NodeAffinity',
      message: "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    };
  }
  if (takenPort(pod, info.pods) !== undefined) {
    return {
      reason: 'NodePorts',
      message: "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports",
    };
  }
  const untolerated = (node.spec?.taints ?? []).some(
    (taint) => taint.effect === 'NoExecute' && !tolerates(pod.spec.tolerations ?? [], taint),
  );
  if (!untolerated) return undefined;
  return {
    reason: 'TaintToleration',
    message: "Predicate TaintToleration failed: node(s) had taints that the pod didn't tolerate",
  };
}
