import type { ClusterView } from '../../api/calls.ts';
import { type LabelSelector, matchesLabels, matchesMap } from '../../api/selectors.ts';
import type { Pod, ReplicaSet, Service } from '../../api/types.ts';
import type { NodeInfo, Score, ScorePlugin } from '../framework.ts';

const hostname = 'kubernetes.io/hostname';
const zone = 'topology.kubernetes.io/zone';

interface Constraint {
  readonly key: string;
  readonly maxSkew: number;
  readonly selects: (labels: Readonly<Record<string, string>>) => boolean;
}

/** Pods of one owner or Service go to different nodes and zones by default. */
function defaultConstraints(pod: Pod, view: ClusterView): readonly Constraint[] {
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
  const selectors: readonly (LabelSelector | undefined)[] = set === undefined ? [] : [set.spec?.selector];
  if (maps.length === 0 && selectors.length === 0) return [];
  const selects = (candidate: Readonly<Record<string, string>>): boolean =>
    maps.every((map) => matchesMap(map, candidate)) &&
    selectors.every((selector) => matchesLabels(selector, candidate));
  return [
    { key: hostname, maxSkew: 3, selects },
    { key: zone, maxSkew: 5, selects },
  ];
}

const domainOf = (key: string, { node }: NodeInfo): string | undefined => node.metadata.labels?.[key];

/** The Pods of a node that a constraint counts. */
const matchingOn = ({ pods }: NodeInfo, { selects }: Constraint, namespace: string | undefined): number =>
  pods.filter(
    ({ metadata }) =>
      metadata.namespace === namespace && metadata.deletionTimestamp === undefined && selects(metadata.labels ?? {}),
  ).length;

/** The same for each domain of many nodes, such as a zone. */
function matchingByDomain(
  constraint: Constraint,
  namespace: string | undefined,
  all: readonly NodeInfo[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const info of all) {
    const domain = domainOf(constraint.key, info) ?? '';
    counts.set(domain, (counts.get(domain) ?? 0) + matchingOn(info, constraint, namespace));
  }
  return counts;
}

/** What one constraint adds to a node's score: the more matching Pods are in its domain, the more, and more is worse. */
function spread(constraint: Constraint, pod: Pod, all: readonly NodeInfo[]): Score {
  const { key, maxSkew } = constraint;
  const { namespace } = pod.metadata;
  // A hostname is a domain of one node: nothing has to be summed up.
  const counts = key === hostname ? undefined : matchingByDomain(constraint, namespace, all);
  const weight = logarithm((counts?.size ?? all.length) + 2);
  return (info) => {
    const domain = domainOf(key, info);
    if (domain === undefined) return 0;
    return (counts?.get(domain) ?? matchingOn(info, constraint, namespace)) * weight + (maxSkew - 1);
  };
}

/** Natural logarithm, cut to nine decimals so that every engine's last bits agree. */
const logarithm = (x: number): number => Math.round(Math.log(x) * 1e9) / 1e9;

/**
 * Spreads Pods that belong together over nodes and zones, as far as the defaults of the profile go: the constraints
 * that a Pod brings itself are not modelled yet.
 * Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/scoring.go
 */
export const podTopologySpread: ScorePlugin = {
  name: 'PodTopologySpread',
  weight: 2,
  preScore(pod, all, view) {
    if ((pod.spec.topologySpreadConstraints ?? []).length > 0) return undefined;
    const parts = defaultConstraints(pod, view).map((constraint) => spread(constraint, pod, all));
    if (parts.length === 0) return undefined;
    return (info) => Math.round(parts.reduce((sum, part) => sum + part(info), 0));
  },
  normalize(raw) {
    const highest = Math.max(...raw);
    const lowest = Math.min(...raw);
    if (highest === 0) return raw.map(() => 100);
    return raw.map((score) => Math.trunc((100 * (highest + lowest - score)) / highest));
  },
};
