import type { V1NodeAffinity, V1NodeSelector } from '@kubernetes/client-node';
import type { Node, Pod, Wire } from '../../api/types.ts';
import { fits, normalized, type PreFilterResult, type Rejection, type SchedulingPlugin } from '../framework.ts';
import { matchesNode, matchesTerm } from '../node-selectors.ts';

/** Source: v1.35 staging/src/k8s.io/kube-scheduler/config/v1/types_pluginargs.go NodeAffinityArgs */
export interface NodeAffinityArgs {
  readonly addedAffinity?: Wire<V1NodeAffinity>;
}

type Selector = Wire<V1NodeSelector>;

const requiredOf = ({ spec }: Pod): Selector | undefined =>
  spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;

/** The nodes that every term names; undefined where some term would take any. */
function namedNodes({ nodeSelectorTerms }: Selector): ReadonlySet<string> | undefined {
  const all = new Set<string>();
  for (const { matchFields } of nodeSelectorTerms) {
    const named = (matchFields ?? [])
      .filter(({ key, operator }) => key === 'metadata.name' && operator === 'In')
      .map(({ values }) => new Set(values));
    const [first, ...others] = named;
    if (first === undefined) return undefined;
    for (const name of first) if (others.every((set) => set.has(name))) all.add(name);
  }
  return all;
}

const conflict: Rejection = { code: 'UnschedulableAndUnresolvable', reasons: ['pod affinity terms conflict'] };

const notMatched = (reason: string, pod: Pod, node: Node): Rejection => ({
  code: 'UnschedulableAndUnresolvable',
  reasons: [reason],
  compared: { wanted: pod.spec.nodeSelector ?? {}, found: node.metadata.labels ?? {}, field: 'metadata.labels' },
});

function preFilter(pod: Pod, added: Selector | undefined): PreFilterResult {
  const required = requiredOf(pod);
  if (required === undefined && added === undefined && pod.spec.nodeSelector === undefined) return 'Skip';
  const nodes = (required?.nodeSelectorTerms ?? []).length > 0 && required ? namedNodes(required) : undefined;
  if (nodes?.size === 0) return conflict;
  return {
    ...(nodes === undefined ? {} : { nodes }),
    filter({ node }) {
      if (added !== undefined && !added.nodeSelectorTerms.some((term) => matchesTerm(term, node)))
        return notMatched("node(s) didn't match scheduler-enforced node affinity", pod, node);
      return matchesNode(pod, node) ? fits : notMatched("node(s) didn't match Pod's node affinity/selector", pod, node);
    },
  };
}

/**
 * Holds a Pod to the labels that its node selector and node affinity ask for, and prefers what it prefers.
 * Source: v1.35 pkg/scheduler/framework/plugins/nodeaffinity/node_affinity.go
 */
export function nodeAffinity({ addedAffinity }: NodeAffinityArgs = {}): SchedulingPlugin {
  const added = addedAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const matches = (pod: Pod, node: Node): boolean =>
    (added === undefined || added.nodeSelectorTerms.some((term) => matchesTerm(term, node))) && matchesNode(pod, node);
  return {
    name: 'NodeAffinity',
    preFilter: ({ pod }) => preFilter(pod, added),
    preScore({ pod }) {
      const preferred = [
        ...(addedAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
        ...(pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []),
      ];
      if (preferred.length === 0) return undefined;
      return {
        score: ({ node }) =>
          preferred.reduce((sum, { weight, preference }) => sum + (matchesTerm(preference, node) ? weight : 0), 0),
        normalize: (raw) => normalized(raw, false),
      };
    },
    hints: [
      {
        resource: 'Node',
        actions: ['Add', 'UpdateNodeLabel'],
        helps: (pod, { before, after }) =>
          matches(pod, after as Node) && (before === undefined || !matchesNode(pod, before as Node)),
      },
    ],
  };
}
