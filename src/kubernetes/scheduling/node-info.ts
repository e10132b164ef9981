import type { Node, Pod } from '../api/types.ts';
import type { NodeInfo } from './framework.ts';
import { type Amounts, amountOf, countedFor, takenBy } from './pod-requests.ts';

function sum(pods: readonly Pod[], of: (pod: Pod) => Amounts): Amounts {
  const total: Record<string, number> = {};
  for (const pod of pods) {
    const amounts = of(pod);
    for (const resource in amounts) total[resource] = (total[resource] ?? 0) + (amounts[resource] ?? 0);
  }
  return total;
}

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

const ended = ({ status }: Pod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';
const none: readonly Pod[] = [];

/** A node with its Pods; ended Pods take nothing. Source: v1.35 pkg/scheduler/framework/types.go NodeInfo */
export function nodeInfo(node: Node, pods: readonly Pod[]): NodeInfo {
  const alive = pods.some(ended) ? pods.filter((pod) => !ended(pod)) : pods;
  const withAffinity = alive.some(({ spec }) => spec.affinity !== undefined) ? alive.filter(hasPodAffinity) : none;
  return {
    node,
    pods: alive,
    requested: sum(alive, takenBy),
    scored: sum(alive, countedFor),
    allocatable: node.status?.allocatable === undefined ? {} : allocatableOf(node.status.allocatable),
    withAffinity,
    withRequiredAntiAffinity: withAffinity.filter(
      ({ spec }) => (spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).length > 0,
    ),
  };
}

/** The node with one Pod more. */
export function withPod(info: NodeInfo, pod: Pod): NodeInfo {
  if (ended(pod)) return info;
  const more = nodeInfo(info.node, [pod]);
  return {
    ...info,
    pods: [...info.pods, pod],
    requested: both(info.requested, more.requested),
    scored: both(info.scored, more.scored),
    withAffinity: [...info.withAffinity, ...more.withAffinity],
    withRequiredAntiAffinity: [...info.withRequiredAntiAffinity, ...more.withRequiredAntiAffinity],
  };
}

function both(a: Amounts, b: Amounts): Amounts {
  const total: Record<string, number> = { ...a };
  for (const resource in b) total[resource] = (total[resource] ?? 0) + (b[resource] ?? 0);
  return total;
}

const hasPodAffinity = ({ spec: { affinity } }: Pod): boolean =>
  affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined;
