import { own } from '../../../api/fields.ts';
import type { Node, Pod } from '../../../api/types.ts';
import {
  type AffinityTerm,
  type AffinityTerms,
  affinityTermsOf,
  affinityTermsOn,
  matchesAll,
  matchesPod,
  namespaceLabels,
  type TermsMatching,
  termsMatching,
  withNamespaces,
} from '../../affinity-terms.ts';
import { type Code, type Cycle, fits, type NodeInfo, type PreFilterResult, type Rejection } from '../../framework.ts';
import { type Domain, nameOf, TopologyCounts } from './topology-counts.ts';

function rejection(code: Code, reason: string, owner: Pod, term: AffinityTerm, domain: Domain | undefined): Rejection {
  return {
    code,
    reasons: [reason],
    compared: {
      owner: nameOf(owner),
      field: term.field,
      topologyKey: term.topologyKey,
      selector: term.labelSelector ?? null,
      ...(domain && { domain: domain.value, count: domain.count, pods: [...domain.pods] }),
    },
  };
}

/** The Pod's own terms and those of the Pods that are there, counted by domain. */
class AffinityState {
  private readonly pod: Pod;
  private readonly affinity: readonly AffinityTerm[];
  private readonly antiAffinity: readonly AffinityTerm[];
  /** Of the terms of another Pod, those that mean this one. */
  private readonly against: TermsMatching;
  private readonly near = new TopologyCounts();
  private readonly apart = new TopologyCounts();
  /** Domains that Pods which are there want to have without the Pod. */
  private readonly closed = new TopologyCounts();

  constructor({ pod, snapshot, view }: Cycle) {
    const { requiredAffinity, requiredAntiAffinity } = affinityTermsOf(pod);
    this.pod = pod;
    this.affinity = withNamespaces(requiredAffinity, view);
    this.antiAffinity = withNamespaces(requiredAntiAffinity, view);
    this.against = termsMatching(pod, namespaceLabels(pod, view));
    const looksAtAll = this.affinity.length > 0 || this.antiAffinity.length > 0;
    for (const { node, pods, withRequiredAntiAffinity } of snapshot.nodes) {
      const terms = affinityTermsOn(withRequiredAntiAffinity);
      for (const [i, other] of withRequiredAntiAffinity.entries()) {
        const meant = terms[i] && this.against(terms[i]);
        if (meant !== undefined) this.countTerms(meant, other, node, 1);
      }
      if (looksAtAll) for (const other of pods) this.countMatch(other, node, 1);
    }
  }

  get skips(): boolean {
    return this.closed.empty && this.affinity.length === 0 && this.antiAffinity.length === 0;
  }

  count(other: Pod, node: Node, by: 1 | -1): void {
    const meant = this.against(affinityTermsOf(other));
    if (meant !== undefined) this.countTerms(meant, other, node, by);
    this.countMatch(other, node, by);
  }

  private countTerms({ requiredAntiAffinity }: AffinityTerms, other: Pod, node: Node, by: 1 | -1): void {
    for (const term of requiredAntiAffinity) this.closed.add(term, other, other, node, by);
  }

  private countMatch(other: Pod, node: Node, by: 1 | -1): void {
    if (matchesAll(this.affinity, other))
      for (const term of this.affinity) this.near.add(term, this.pod, other, node, by);
    for (const term of this.antiAffinity) if (matchesPod(term, other)) this.apart.add(term, this.pod, other, node, by);
  }

  filter(node: Node): typeof fits | Rejection {
    const lonely = this.unsatisfied(node);
    if (lonely !== undefined)
      return rejection(
        'UnschedulableAndUnresolvable',
        "node(s) didn't match pod affinity rules",
        this.pod,
        lonely,
        undefined,
      );
    for (const term of this.antiAffinity) {
      const domain = this.apart.domainOf(term.topologyKey, node);
      if (domain !== undefined)
        return rejection('Unschedulable', "node(s) didn't match pod anti-affinity rules", this.pod, term, domain);
    }
    const taken = this.closed.anyDomainOf(node);
    if (taken !== undefined)
      return rejection(
        'Unschedulable',
        "node(s) didn't satisfy existing pods anti-affinity rules",
        taken.owner,
        taken.term,
        taken,
      );
    return fits;
  }

  /** The first term without a match in the node's domain. The first Pod of a group that wants to be together may go anywhere. */
  private unsatisfied(node: Node): AffinityTerm | undefined {
    const unlabelled = this.affinity.find(({ topologyKey }) => own(node.metadata.labels, topologyKey) === undefined);
    if (unlabelled !== undefined) return unlabelled;
    const lonely = this.affinity.find(({ topologyKey }) => this.near.domainOf(topologyKey, node) === undefined);
    if (lonely === undefined) return undefined;
    return this.near.empty && matchesAll(this.affinity, this.pod) ? undefined : lonely;
  }
}

/**
 * Required terms: those of the Pod, and the anti-affinity of the Pods that are there.
 * Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity/filtering.go
 */
export function filterByAffinity(cycle: Cycle): PreFilterResult {
  const state = new AffinityState(cycle);
  if (state.skips) return 'Skip';
  return {
    filter: ({ node }: NodeInfo) => state.filter(node),
    addPod: (pod, { node }) => state.count(pod, node, 1),
    removePod: (pod, { node }) => state.count(pod, node, -1),
  };
}
