import type { ClusterView } from '../../../api/calls.ts';
import { own } from '../../../api/fields.ts';
import type { Node, Pod } from '../../../api/types.ts';
import { type AffinityTerm, affinityTermsOf, matchesAll, withNamespaces } from '../../affinity-terms.ts';
import type { ClusterEvent, QueueingHint } from '../../queueing-hint.ts';

const onNode = (pod: Pod | undefined): boolean => pod === undefined || (pod.spec.nodeName ?? '') !== '';

/**
 * Only the terms of the waiting Pod count. That a Pod leaves which wanted to be apart from it is not noticed in v1.35:
 * the waiting Pod is tried again after five minutes, or when something else wakes it.
 * Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity/plugin.go isSchedulableAfterPodChange
 */
function afterPodChange(pod: Pod, event: ClusterEvent, view: ClusterView): boolean {
  const [before, after] = [event.before as Pod | undefined, event.after as Pod | undefined];
  if (!onNode(before) || !onNode(after)) return false;
  const terms = affinityTermsOf(pod);
  const near = (other: Pod): boolean => matchesAll(withNamespaces(terms.requiredAffinity, view), other);
  const apart = (other: Pod): boolean => matchesAll(withNamespaces(terms.requiredAntiAffinity, view), other);
  if (before === undefined) return after !== undefined && near(after);
  if (after === undefined) return apart(before);
  return (!near(before) && near(after)) || (apart(before) && !apart(after));
}

type Label = (term: AffinityTerm) => string | undefined;

/** Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity/plugin.go isSchedulableAfterNodeChange */
function afterNodeChange(pod: Pod, { before, after }: ClusterEvent): boolean {
  const had: Label = ({ topologyKey }) => own((before as Node | undefined)?.metadata.labels, topologyKey);
  const has: Label = ({ topologyKey }) => own((after as Node | undefined)?.metadata.labels, topologyKey);
  const { requiredAffinity, requiredAntiAffinity } = affinityTermsOf(pod);
  if (requiredAffinity.some((term) => has(term) !== undefined && has(term) !== had(term))) return true;
  // A new node has none of the Pods from which this one wants to be apart, whatever its labels.
  if (before === undefined) return requiredAntiAffinity.length > 0;
  return requiredAntiAffinity.some((term) => had(term) !== undefined && has(term) !== had(term));
}

/** Source: v1.35 pkg/scheduler/framework/plugins/interpodaffinity/plugin.go EventsToRegister */
export const affinityHints: readonly QueueingHint[] = [
  { resource: 'Pod', actions: ['Add', 'UpdatePodLabel', 'Delete'], helps: afterPodChange },
  { resource: 'Node', actions: ['Add', 'UpdateNodeLabel'], helps: afterNodeChange },
];
