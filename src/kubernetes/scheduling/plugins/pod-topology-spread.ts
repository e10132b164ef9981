import type { ClusterView } from '../../api/calls.ts';
import { own } from '../../api/fields.ts';
import { matchesLabels, matchesMap } from '../../api/selectors.ts';
import type { Pod, ReplicaSet, Service } from '../../api/types.ts';
import type { NodeInfo, SchedulingPlugin } from '../framework.ts';
import { matchesNode } from '../node-selectors.ts';

const hostname = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';

/** By default, Pods of one owner or Service go to different nodes and zones. */
const defaultConstraints = [
  { key: hostname, maxSkew: 3 },
  { key: zone, maxSkew: 5 },
] as const;

type Selects = (labels: Readonly<Record<string, string>>) => boolean;

/** Picks the Pods that belong to the same owner and Services; undefined for a Pod that belongs to nothing. */
function companionsOf(pod: Pod, view: ClusterView): Selects | undefined {
  const namespace = pod.metadata.namespace ?? '';
  const labels = pod.metadata.labels ?? {};
  const maps = (view.list('services', namespace) as readonly Service[])
    .map(({ spec }) => spec?.selector ?? {})
    .filter((selector) => Object.keys(selector).length > 0 && matchesMap(selector, labels));
  const owner = pod.metadata.ownerReferences?.find(({ controller }) => controller === true);
  const set =
    owner?.kind === 'ReplicaSet'
      ? (view.get('replicasets', namespace, owner.name) as ReplicaSet | undefined)
      : undefined;
  if (maps.length === 0 && set === undefined) return undefined;
  return (candidate) => {
    for (const map of maps) if (!matchesMap(map, candidate)) return false;
    return set === undefined || matchesLabels(set.spec?.selector, candidate);
  };
}

type Score = (info: NodeInfo) => number;
type Count = (info: NodeInfo) => number;

/** Counts the picked Pods of a node, once for all constraints. */
function counterOf(namespace: string | undefined, selects: Selects): Count {
  const known = new Map<NodeInfo, number>();
  return (info) => {
    const before = known.get(info);
    if (before !== undefined) return before;
    let count = 0;
    for (const { metadata } of info.pods) {
      if (metadata.namespace !== namespace || metadata.deletionTimestamp !== undefined) continue;
      if (selects(metadata.labels ?? {})) count += 1;
    }
    known.set(info, count);
    return count;
  };
}

const domainOf = (key: string, { node }: NodeInfo): string | undefined => own(node.metadata.labels, key);

/** The nodes that are scored, and those whose Pods count in a domain that is larger than a node. */
interface Nodes {
  readonly feasible: readonly NodeInfo[];
  readonly counted: readonly NodeInfo[];
}

/** Sums the picked Pods by domain, such as a zone. Only domains with a feasible node are domains. */
function byDomain(key: string, { feasible, counted }: Nodes, count: Count): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const info of feasible) sums.set(domainOf(key, info) ?? '', 0);
  for (const info of counted) {
    const domain = domainOf(key, info) ?? '';
    const sum = sums.get(domain);
    if (sum !== undefined) sums.set(domain, sum + count(info));
  }
  return sums;
}

/** What one constraint adds to a node's score: the more matching Pods are in its domain, the more, and more is worse. */
function spread(key: string, maxSkew: number, nodes: Nodes, count: Count): Score {
  // A hostname is a domain of one node: nothing has to be summed up.
  const sums = key === hostname ? undefined : byDomain(key, nodes, count);
  const weight = logarithm((sums?.size ?? nodes.feasible.length) + 2);
  return (info) => {
    const domain = domainOf(key, info);
    if (domain === undefined) return 0;
    return (sums?.get(domain) ?? count(info)) * weight + (maxSkew - 1);
  };
}

/** Natural logarithm, cut to nine decimals so that every engine's last bits agree. */
const logarithm = (x: number): number => Math.round(Math.log(x) * 1e9) / 1e9;

/**
 * Spreads Pods that belong together over nodes and zones, as far as the defaults of the profile go: the constraints
 * that a Pod brings itself are not modelled yet.
 * Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/scoring.go
 */
export const podTopologySpread: SchedulingPlugin = {
  name: 'PodTopologySpread',
  preScore({ pod, snapshot, view }, feasible) {
    if ((pod.spec.topologySpreadConstraints ?? []).length > 0) return undefined;
    const selects = companionsOf(pod, view);
    if (selects === undefined) return undefined;
    const count = counterOf(pod.metadata.namespace, selects);
    // nodeAffinityPolicy: Honor, nodeTaintsPolicy: Ignore. A node that the Pod excludes itself from counts in no zone.
    const nodes = { feasible, counted: snapshot.nodes.filter(({ node }) => matchesNode(pod, node)) };
    const parts = defaultConstraints.map(({ key, maxSkew }) => spread(key, maxSkew, nodes, count));
    return {
      score(info) {
        let sum = 0;
        for (const part of parts) sum += part(info);
        return Math.round(sum);
      },
      normalize(raw) {
        const highest = Math.max(...raw);
        const lowest = Math.min(...raw);
        if (highest === 0) return raw.map(() => 100);
        return raw.map((score) => Math.trunc((100 * (highest + lowest - score)) / highest));
      },
    };
  },
};
