import type { Node, Pod } from '../api/types.ts';
import type { NodeInfo } from './framework.ts';
import { type Amounts, amountOf, requestsOf, scoresOf } from './pod-requests.ts';

const sum = (all: readonly Amounts[]): Amounts => {
  const total: Record<string, number> = {};
  for (const amounts of all)
    for (const resource in amounts) total[resource] = (total[resource] ?? 0) + (amounts[resource] ?? 0);
  return total;
};

type Quantities = Readonly<Record<string, string>>;
const amounts = new WeakMap<Quantities, Amounts>();

/** What a node has is read once, however often the Pods on it change. */
function allocatableOf(quantities: Quantities): Amounts {
  const known = amounts.get(quantities);
  if (known !== undefined) return known;
  const found: Record<string, number> = {};
  for (const [resource, quantity] of Object.entries(quantities)) found[resource] = amountOf(resource, quantity);
  amounts.set(quantities, found);
  return found;
}

/** A node with its Pods; ended Pods take nothing. */
export function nodeInfo(node: Node, pods: readonly Pod[]): NodeInfo {
  const alive = pods.filter((pod) => pod.status?.phase !== 'Succeeded' && pod.status?.phase !== 'Failed');
  return {
    node,
    pods: alive,
    requested: sum(alive.map(requestsOf)),
    scored: sum(alive.map(scoresOf)),
    allocatable: node.status?.allocatable === undefined ? {} : allocatableOf(node.status.allocatable),
  };
}
