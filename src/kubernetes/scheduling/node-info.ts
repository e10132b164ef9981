import type { Node, Pod } from '../api/types.ts';
import type { NodeInfo } from './framework.ts';
import { type Amounts, amountOf, requestsOf, scoresOf } from './pod-requests.ts';

const sum = (all: readonly Amounts[]): Amounts => {
  const total: Record<string, number> = {};
  for (const amounts of all)
    for (const [resource, amount] of Object.entries(amounts)) total[resource] = (total[resource] ?? 0) + amount;
  return total;
};

/** A node with its Pods; ended Pods take nothing. */
export function nodeInfo(node: Node, pods: readonly Pod[]): NodeInfo {
  const alive = pods.filter((pod) => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed');
  const allocatable: Record<string, number> = {};
  for (const [resource, quantity] of Object.entries(node.status?.allocatable ?? {}))
    allocatable[resource] = amountOf(resource, quantity);
  return {
    node,
    pods: alive,
    requested: sum(alive.map(requestsOf)),
    scored: sum(alive.map(scoresOf)),
    allocatable,
  };
}
