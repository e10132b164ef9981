import type { V1Affinity, V1PodAffinityTerm } from '@kubernetes/client-node';
import type { ClusterView } from '../api/calls.ts';
import type { LabelSelector } from '../api/selectors.ts';
import type { Namespace, Pod, Wire } from '../api/types.ts';
import { type LabelMatcher, type Labels, labelMatcher, nothing } from './label-matcher.ts';

/** Near which other Pods a Pod wants to be, or not: one term of its affinity, read once. */
export interface AffinityTerm {
  readonly topologyKey: string;
  readonly selects: LabelMatcher;
  /** Namespaces that it names. */
  readonly namespaces: ReadonlySet<string>;
  /** Namespaces that it picks by their labels. */
  readonly namespacesLike: LabelMatcher;
  /** Of a preferred term; 0 of a required one. */
  readonly weight: number;
  /** Where it stands in its Pod. */
  readonly field: string;
  readonly labelSelector: LabelSelector | undefined;
}

/** The terms of a Pod by their kind. Source: v1.35 staging/src/k8s.io/kube-scheduler/framework/types.go PodInfo */
export interface AffinityTerms {
  readonly requiredAffinity: readonly AffinityTerm[];
  readonly requiredAntiAffinity: readonly AffinityTerm[];
  readonly preferredAffinity: readonly AffinityTerm[];
  readonly preferredAntiAffinity: readonly AffinityTerm[];
}

type Term = Wire<V1PodAffinityTerm>;
type Affinity = NonNullable<Wire<V1Affinity>['podAffinity' | 'podAntiAffinity']>;

function readTerm(pod: Pod, term: Term, field: string, weight: number): AffinityTerm {
  const named = term.namespaces ?? [];
  // A Pod that says nothing of namespaces means its own.
  const own = named.length === 0 && term.namespaceSelector === undefined;
  return {
    topologyKey: term.topologyKey,
    selects: labelMatcher(term.labelSelector),
    namespaces: new Set(own ? [pod.metadata.namespace ?? ''] : named),
    namespacesLike: labelMatcher(term.namespaceSelector),
    weight,
    field,
    labelSelector: term.labelSelector,
  };
}

const requiredTerms = (pod: Pod, affinity: Affinity | undefined, path: string): readonly AffinityTerm[] =>
  (affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term, i) =>
    readTerm(pod, term, `${path}.requiredDuringSchedulingIgnoredDuringExecution[${i}]`, 0),
  );

const preferredTerms = (pod: Pod, affinity: Affinity | undefined, path: string): readonly AffinityTerm[] =>
  (affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(({ podAffinityTerm, weight }, i) =>
    readTerm(pod, podAffinityTerm, `${path}.preferredDuringSchedulingIgnoredDuringExecution[${i}]`, weight),
  );

const none: AffinityTerms = {
  requiredAffinity: [],
  requiredAntiAffinity: [],
  preferredAffinity: [],
  preferredAntiAffinity: [],
};
const known = new WeakMap<Pod, AffinityTerms>();

/** Pods of one controller say the same, so that they share their terms and each is compared once. */
const shared = new Map<string, AffinityTerms>();
const mostShared = 10_000;

function read(pod: Pod, affinity: NonNullable<Pod['spec']['affinity']>): AffinityTerms {
  const { podAffinity, podAntiAffinity } = affinity;
  const key = JSON.stringify([pod.metadata.namespace, podAffinity, podAntiAffinity]);
  const before = shared.get(key);
  if (before !== undefined) return before;
  const near = 'spec.affinity.podAffinity';
  const apart = 'spec.affinity.podAntiAffinity';
  const terms: AffinityTerms = {
    requiredAffinity: requiredTerms(pod, podAffinity, near),
    requiredAntiAffinity: requiredTerms(pod, podAntiAffinity, apart),
    preferredAffinity: preferredTerms(pod, podAffinity, near),
    preferredAntiAffinity: preferredTerms(pod, podAntiAffinity, apart),
  };
  if (shared.size >= mostShared) shared.clear();
  shared.set(key, terms);
  return terms;
}

/** The terms of a Pod. Pods never change in place, so they are read once. */
export function affinityTermsOf(pod: Pod): AffinityTerms {
  const { affinity } = pod.spec;
  if (affinity?.podAffinity === undefined && affinity?.podAntiAffinity === undefined) return none;
  const before = known.get(pod);
  if (before !== undefined) return before;
  const terms = read(pod, affinity);
  known.set(pod, terms);
  return terms;
}

/**
 * The terms of the Pod at hand with the namespaces that they pick written out, so that the namespaces of all other
 * Pods need not be looked up. Source: v1.35 interpodaffinity/plugin.go mergeAffinityTermNamespacesIfNotEmpty
 */
export function withNamespaces(terms: readonly AffinityTerm[], view: ClusterView): readonly AffinityTerm[] {
  return terms.map((term) => {
    if (term.namespacesLike.empty || term.namespacesLike === nothing) return term;
    const picked = (view.list('namespaces') as readonly Namespace[])
      .filter(({ metadata }) => term.namespacesLike.matches(metadata.labels))
      .map(({ metadata }) => metadata.name);
    return { ...term, namespaces: new Set([...term.namespaces, ...picked]), namespacesLike: nothing };
  });
}

/** Labels of the namespace of a Pod; none where nobody knows it. Source: v1.35 interpodaffinity/plugin.go GetNamespaceLabelsSnapshot */
export const namespaceLabels = ({ metadata }: Pod, view: ClusterView): Labels =>
  (view.get('namespaces', '', metadata.namespace ?? '') as Namespace | undefined)?.metadata.labels;

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/framework/types.go AffinityTerm.Matches */
export const matchesPod = (
  { namespaces, namespacesLike, selects }: AffinityTerm,
  { metadata }: Pod,
  labelsOfNamespace?: Labels,
): boolean =>
  (namespaces.has(metadata.namespace ?? '') || namespacesLike.matches(labelsOfNamespace)) &&
  selects.matches(metadata.labels);

/** One Pod has to match all terms; without terms none does. Source: v1.35 interpodaffinity/filtering.go podMatchesAllAffinityTerms */
export const matchesAll = (terms: readonly AffinityTerm[], pod: Pod): boolean =>
  terms.length > 0 && terms.every((term) => matchesPod(term, pod));

const onNode = new WeakMap<readonly Pod[], readonly AffinityTerms[]>();

/** The terms of each of a node's Pods, in their order. Lists of Pods never change, so that each is read once. */
export function affinityTermsOn(pods: readonly Pod[]): readonly AffinityTerms[] {
  const before = onNode.get(pods);
  if (before !== undefined) return before;
  const terms = pods.map(affinityTermsOf);
  onNode.set(pods, terms);
  return terms;
}

/** Picks, of the terms of another Pod, those that match this one; undefined where none does. */
export type TermsMatching = (terms: AffinityTerms) => AffinityTerms | undefined;

/** What many Pods share is gone through once. */
export function termsMatching(pod: Pod, labelsOfNamespace: Labels): TermsMatching {
  const before = new Map<AffinityTerms, AffinityTerms | undefined>();
  const matching = (terms: readonly AffinityTerm[]) => terms.filter((term) => matchesPod(term, pod, labelsOfNamespace));
  return (terms) => {
    const known = before.get(terms);
    if (known !== undefined || before.has(terms)) return known;
    const picked = {
      requiredAffinity: matching(terms.requiredAffinity),
      requiredAntiAffinity: matching(terms.requiredAntiAffinity),
      preferredAffinity: matching(terms.preferredAffinity),
      preferredAntiAffinity: matching(terms.preferredAntiAffinity),
    };
    const found = Object.values(picked).some(({ length }) => length > 0) ? picked : undefined;
    before.set(terms, found);
    return found;
  };
}
