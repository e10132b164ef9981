import type { Node, Pod } from '../../api/types.ts';
import { fits, type NodeInfo, type SchedulingPlugin, type Verdict } from '../framework.ts';
import { nodeInfo } from '../node-info.ts';
import { requestsOf, takenBy } from '../pod-requests.ts';
import { isExtended, isScalar } from '../resource-names.ts';
import { type ScoringStrategy, scoreByStrategy } from './scoring-strategy.ts';

/** What one resource comes to on one node: cpu in millicores, the rest in its own unit. */
export interface Shortage {
  readonly resource: string;
  readonly asked: number;
  readonly allocatable: number;
  readonly requested: number;
  readonly free: number;
}

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go NodeResourcesFitArgs */
export interface NodeResourcesFitArgs {
  readonly ignoredResources?: readonly string[];
  readonly ignoredResourceGroups?: readonly string[];
  readonly scoringStrategy?: ScoringStrategy;
}

const first = ['cpu', 'memory', 'ephemeral-storage'];

type Wish = readonly [resource: string, amount: number];

/** What a Pod asks for, in the order in which it is reported; what it asks nothing of is left out. */
function wishesOf(
  pod: Pod,
  { ignoredResources = [], ignoredResourceGroups = [] }: NodeResourcesFitArgs,
): readonly Wish[] {
  const asked = requestsOf(pod);
  const ignored = (name: string): boolean =>
    isExtended(name) && (ignoredResources.includes(name) || ignoredResourceGroups.includes(name.split('/')[0] ?? ''));
  const others = Object.keys(asked)
    .filter((name) => isScalar(name) && !ignored(name))
    .sort();
  return [...first, ...others].map((name): Wish => [name, asked[name] ?? 0]).filter(([, amount]) => amount !== 0);
}

/** The resources a node is short of for this Pod, in the order in which they are reported. */
export const shortages = (pod: Pod, info: NodeInfo): readonly Shortage[] => shortOf(wishesOf(pod, {}), info);

function shortOf(wishes: readonly Wish[], info: NodeInfo): readonly Shortage[] {
  const found: Shortage[] = [];
  const slots = info.allocatable['pods'] ?? 0;
  if (info.pods.length + 1 > slots) {
    found.push({
      resource: 'pods',
      asked: 1,
      allocatable: slots,
      requested: info.pods.length,
      free: slots - info.pods.length,
    });
  }
  for (const [resource, amount] of wishes) {
    const allocatable = info.allocatable[resource] ?? 0;
    const requested = info.requested[resource] ?? 0;
    if (amount > allocatable - requested)
      found.push({ resource, asked: amount, allocatable, requested, free: allocatable - requested });
  }
  return found;
}

function verdictOf(missing: readonly Shortage[]): Verdict {
  if (missing.length === 0) return fits;
  const never = missing.some(({ resource, asked, allocatable }) => resource !== 'pods' && asked > allocatable);
  return {
    code: never ? 'UnschedulableAndUnresolvable' : 'Unschedulable',
    reasons: missing.map(({ resource }) => (resource === 'pods' ? 'Too many pods' : `Insufficient ${resource}`)),
    compared: { shortages: missing, field: 'status.allocatable' },
  };
}

/** Whether the node has now more of something that the Pod asks for. Source: v1.35 fit.go haveAnyRequestedResourcesIncreased */
function hasMore(wishes: readonly Wish[], before: NodeInfo, after: NodeInfo): boolean {
  const more = (resource: string): boolean => (after.allocatable[resource] ?? 0) > (before.allocatable[resource] ?? 0);
  return more('pods') || wishes.some(([resource]) => more(resource));
}

/** Whether a Pod asks for less than before of something that the waiting Pod asks for, where that can matter. */
function asksForLess(pod: Pod, wishes: readonly Wish[], before: Pod, after: Pod): boolean {
  if (after.metadata.uid !== pod.metadata.uid && after.spec.nodeName === undefined) return false;
  const [had, has] = [takenBy(before), takenBy(after)];
  return wishes.some(([resource]) => (had[resource] ?? 0) > (has[resource] ?? 0));
}

/**
 * Refuses nodes without room and prefers the emptier ones, or the fuller ones if so configured.
 * Source: v1.35 pkg/scheduler/framework/plugins/noderesources/fit.go
 */
export function nodeResourcesFit(args: NodeResourcesFitArgs = {}): SchedulingPlugin {
  return {
    name: 'NodeResourcesFit',
    preFilter({ pod }) {
      const wishes = wishesOf(pod, args);
      return { filter: (info) => verdictOf(shortOf(wishes, info)) };
    },
    preScore: ({ pod }) => ({ score: scoreByStrategy(pod, args.scoringStrategy) }),
    hints: [
      {
        resource: 'Pod',
        actions: ['Delete', 'UpdatePodScaleDown'],
        helps(pod, event) {
          const [before, after] = [event.before as Pod, event.after as Pod | undefined];
          if (after !== undefined) return asksForLess(pod, wishesOf(pod, args), before, after);
          return before.spec.nodeName !== undefined || (before.status?.nominatedNodeName ?? '') !== '';
        },
      },
      {
        resource: 'Node',
        actions: ['Add', 'UpdateNodeAllocatable'],
        helps(pod, { before, after }) {
          const wishes = wishesOf(pod, args);
          const empty = nodeInfo(after as Node, []);
          if (shortOf(wishes, empty).length > 0) return false;
          return before === undefined || hasMore(wishes, nodeInfo(before as Node, []), empty);
        },
      },
    ],
  };
}
