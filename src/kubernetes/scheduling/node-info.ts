import { isTerminal } from '../api/is-terminal.ts';
import type { Node, Pod } from '../api/types.ts';
import type { NodeInfo } from './framework.ts';
import { type Amounts, add, amountOf, countedFor, takenBy } from './pod-requests.ts';

function sum(pods: readonly Pod[], of: (pod: Pod) => Amounts): Amounts {
  const total: Record<string, number> = {};
  for (const pod of pods) add(total, of(pod));
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

const none: readonly Pod[] = [];

/** A node with its Pods; ended Pods take nothing. Source: v1.35 pkg/scheduler/framework/types.go NodeInfo */
export function nodeInfo(node: Node, pods: readonly Pod[]): NodeInfo {
  const alive = pods.some(isTerminal) ? pods.filter((pod) => !isTerminal(pod)) : pods;
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
  if (isTerminal(pod)) return info;
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
  add(total, b);
  return total;
}

const hasPodAffinity = ({ spec: { affinity } }: Pod): boolean =>
  affinity?.podAffinity !== undefined || affinity?.podAntiAffinity !== undefined;
