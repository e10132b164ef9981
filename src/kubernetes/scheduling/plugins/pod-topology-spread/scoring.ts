import { own } from '../../../api/fields.ts';
import type { Pod } from '../../../api/types.ts';
import type { Cycle, NodeInfo, PreparedScore } from '../../framework.ts';
import type { LabelMatcher } from '../../label-matcher.ts';
import { countMatches, hasAllKeys, includes, type SpreadConstraint } from './constraint.ts';

export const hostname = 'kubernetes.io/hostname';

type Count = (info: NodeInfo) => number;

/** Counts each node once, for all constraints with the same selector. */
function counter(namespace: string | undefined): (selects: LabelMatcher) => Count {
  const known = new Map<LabelMatcher, Map<NodeInfo, number>>();
  return (selects) => {
    const counts = known.get(selects) ?? new Map<NodeInfo, number>();
    known.set(selects, counts);
    return (info) => {
      const before = counts.get(info);
      if (before !== undefined) return before;
      const count = countMatches(info, selects, namespace);
      counts.set(info, count);
      return count;
    };
  };
}

/** The nodes that are scored, and all those whose Pods may count. */
interface Nodes {
  readonly scored: readonly NodeInfo[];
  readonly all: readonly NodeInfo[];
}

/** Sums the matching Pods by domain, such as a zone. Only domains with a node that is scored are domains. */
function byDomain(constraint: SpreadConstraint, pod: Pod, { scored, all }: Nodes, count: Count) {
  const domainOf = ({ node }: NodeInfo): string => own(node.metadata.labels, constraint.topologyKey) ?? '';
  const sums = new Map<string, number>();
  for (const info of scored) sums.set(domainOf(info), 0);
  for (const info of all) {
    const sum = sums.get(domainOf(info));
    if (sum !== undefined && includes(constraint, pod, info.node)) sums.set(domainOf(info), sum + count(info));
  }
  return sums;
}

/** Natural logarithm, cut to nine decimals so that every engine's last bits agree. */
const logarithm = (x: number): number => Math.round(Math.log(x) * 1e9) / 1e9;

/** What one constraint adds to a node's score: the more matching Pods are in its domain, the more, and more is worse. */
function share(constraint: SpreadConstraint, pod: Pod, nodes: Nodes, count: Count): (info: NodeInfo) => number {
  const { topologyKey, maxSkew } = constraint;
  // A hostname is a domain of one node: nothing has to be summed up.
  const sums = topologyKey === hostname ? undefined : byDomain(constraint, pod, nodes, count);
  const weight = logarithm((sums?.size ?? nodes.scored.length) + 2);
  return (info) => {
    const domain = own(info.node.metadata.labels, topologyKey);
    return domain === undefined ? 0 : (sums?.get(domain) ?? count(info)) * weight + (maxSkew - 1);
  };
}

/** The fewer the better, 0 … 100; nothing for the nodes that are left out. */
function fewestFirst(raw: readonly number[], leftOut: (place: number) => boolean): readonly number[] {
  let highest = 0;
  let lowest = Number.MAX_SAFE_INTEGER;
  for (const [place, score] of raw.entries()) {
    if (leftOut(place)) continue;
    if (score > highest) highest = score;
    if (score < lowest) lowest = score;
  }
  return raw.map((score, place) => {
    if (leftOut(place)) return 0;
    return highest === 0 ? 100 : Math.trunc((100 * (highest + lowest - score)) / highest);
  });
}

/**
 * Prefers the domains with the fewest matching Pods.
 * Source: v1.35 pkg/scheduler/framework/plugins/podtopologyspread/scoring.go
 *
 * @param needsAllKeys whether a node without one of the labels is left out altogether
 */
export function scoreSpread(
  { pod, snapshot }: Cycle,
  feasible: readonly NodeInfo[],
  constraints: readonly SpreadConstraint[],
  needsAllKeys: boolean,
): PreparedScore | undefined {
  if (constraints.length === 0) return undefined;
  const counts = ({ node }: NodeInfo): boolean => !needsAllKeys || hasAllKeys(constraints, node);
  const scored = needsAllKeys ? feasible.filter(counts) : feasible;
  const nodes = { scored, all: needsAllKeys ? snapshot.nodes.filter(counts) : snapshot.nodes };
  const countFor = counter(pod.metadata.namespace);
  const shares = constraints.map((constraint) => share(constraint, pod, nodes, countFor(constraint.selects)));
  const isScored = scored.length === feasible.length ? undefined : new Set(scored);
  return {
    score(info) {
      if (isScored?.has(info) === false) return 0;
      let sum = 0;
      for (const of of shares) sum += of(info);
      return Math.round(sum);
    },
    normalize: (raw) =>
      fewestFirst(raw, (place) => {
        const info = feasible[place];
        return isScored !== undefined && info !== undefined && !isScored.has(info);
      }),
  };
}
