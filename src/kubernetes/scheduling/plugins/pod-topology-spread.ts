import type { ClusterView } from '../../api/calls.ts';
import { type LabelSelector, matchesLabels, matchesMap } from '../../api/selectors.ts';
import type { Pod, ReplicaSet, Service } from '../../api/types.ts';
import type { NodeInfo, ScorePlugin } from '../framework.ts';

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

function rawScore(
  pod: Pod,
  info: NodeInfo,
  feasible: readonly NodeInfo[],
  all: readonly NodeInfo[],
  constraints: readonly Constraint[],
): number {
  let score = 0;
  for (const { key, maxSkew, selects } of constraints) {
    const value = info.node.metadata.labels?.[key];
    if (value === undefined) continue;
    const size =
      key === hostname ? feasible.length : new Set(feasible.map(({ node }) => node.metadata.labels?.[key] ?? '')).size;
    const counted = key === hostname ? [info] : all.filter(({ node }) => node.metadata.labels?.[key] === value);
    const matching = counted
      .flatMap(({ pods }) => pods)
      .filter(
        (other) =>
          other.metadata.namespace === pod.metadata.namespace && other.metadata.deletionTimestamp === undefined,
      )
      .filter((other) => selects(other.metadata.labels ?? {})).length;
    score += matching * logarithm(size + 2) + (maxSkew - 1);
  }
  return Math.round(score);
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
  applies: (pod, _feasible, _all, view) =>
    (pod.spec.topologySpreadConstraints ?? []).length === 0 && defaultConstraints(pod, view).length > 0,
  score: (pod, info, all, view) => rawScore(pod, info, all, all, defaultConstraints(pod, view)),
  normalize(raw) {
    const highest = Math.max(...raw);
    const lowest = Math.min(...raw);
    if (highest === 0) return raw.map(() => 100);
    return raw.map((score) => Math.trunc((100 * (highest + lowest - score)) / highest));
  },
};
