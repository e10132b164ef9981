import { own } from '../../../api/fields.ts';
import type { Node } from '../../../api/types.ts';
import {
  type AffinityTerm,
  type AffinityTerms,
  affinityTermsOf,
  affinityTermsOn,
  matchesPod,
  namespaceLabels,
  termsMatching,
  withNamespaces,
} from '../../affinity-terms.ts';
import type { Cycle, NodeInfo, PreparedScore } from '../../framework.ts';

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go InterPodAffinityArgs */
export interface InterPodAffinityArgs {
  /** What a required term of a Pod that is there counts for, 0 … 100. */
  readonly hardPodAffinityWeight?: number;
  readonly ignorePreferredTermsOfExistingPods?: boolean;
}

/** What is for or against each domain. */
class TopologyScores {
  readonly byKey = new Map<string, Map<string, number>>();

  add({ topologyKey }: AffinityTerm, node: Node, score: number): void {
    const value = own(node.metadata.labels, topologyKey);
    if (value === undefined) return;
    const domains = this.byKey.get(topologyKey) ?? new Map<string, number>();
    domains.set(value, (domains.get(value) ?? 0) + score);
    this.byKey.set(topologyKey, domains);
  }

  of({ metadata: { labels } }: Node): number {
    let sum = 0;
    for (const [topologyKey, domains] of this.byKey) {
      const value = own(labels, topologyKey);
      if (value !== undefined) sum += domains.get(value) ?? 0;
    }
    return sum;
  }
}

/** What the terms of one Pod that is there say of the Pod at hand. */
function addTerms(scores: TopologyScores, terms: AffinityTerms, node: Node, hardWeight: number): void {
  if (hardWeight > 0) for (const term of terms.requiredAffinity) scores.add(term, node, hardWeight);
  for (const term of terms.preferredAffinity) scores.add(term, node, term.weight);
  for (const term of terms.preferredAntiAffinity) scores.add(term, node, -term.weight);
}

/** From the lowest to the highest, 0 … 100; nothing where all are equal. */
function spreadOut(raw: readonly number[]): readonly number[] {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of raw) {
    if (score < lowest) lowest = score;
    if (score > highest) highest = score;
  }
  const distance = highest - lowest;
  // Divided first, as upstream does: 100 * (29 / 50) is 57 there, too.
  return raw.map((score) => (distance === 0 ? 0 : Math.trunc(100 * ((score - lowest) / distance))));
}

/**
 * Preferred terms of the Pod, and all that the Pods which are there say of it.
 * Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity/scoring.go
 */
export function scoreByAffinity(
  { pod, snapshot, view }: Cycle,
  { hardPodAffinityWeight = 1, ignorePreferredTermsOfExistingPods = false }: InterPodAffinityArgs,
): PreparedScore | undefined {
  const terms = affinityTermsOf(pod);
  const prefers = terms.preferredAffinity.length > 0 || terms.preferredAntiAffinity.length > 0;
  if (ignorePreferredTermsOfExistingPods && !prefers) return undefined;
  const near = withNamespaces(terms.preferredAffinity, view);
  const apart = withNamespaces(terms.preferredAntiAffinity, view);
  const matching = termsMatching(pod, namespaceLabels(pod, view));
  const scores = new TopologyScores();
  for (const { node, pods, withAffinity } of snapshot.nodes) {
    for (const terms of affinityTermsOn(withAffinity)) {
      const meant = matching(terms);
      if (meant !== undefined) addTerms(scores, meant, node, hardPodAffinityWeight);
    }
    if (!prefers) continue;
    for (const other of pods) {
      for (const term of near) if (matchesPod(term, other)) scores.add(term, node, term.weight);
      for (const term of apart) if (matchesPod(term, other)) scores.add(term, node, -term.weight);
    }
  }
  if (scores.byKey.size === 0) return undefined;
  return { score: ({ node }: NodeInfo) => scores.of(node), normalize: spreadOut };
}
