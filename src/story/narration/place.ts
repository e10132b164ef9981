import type { Pod } from '../../kubernetes/api/types.ts';
import type { Decision } from '../../trace/trace.ts';
import { podsAt } from '../run-facts.ts';
import type { Stop } from '../stops.ts';
import type { Story } from '../tell.ts';
import { countWord, listed, plural } from '../words.ts';
import type { Narrator } from './narration.ts';
import { firstWave } from './react.ts';

export const narratePlace: Narrator = (story, stop) => {
  const pods = podsAt(story.facts, stop.at);
  const placed = pods.filter((pod) => pod.spec.nodeName !== undefined);
  const refused = pods.find((pod) => pod.spec.nodeName === undefined && whyUnplaced(pod) !== undefined);
  if (placed.length === 0 && refused) {
    return `No node can take the Pod. kube-scheduler wrote why into its status: “${whyUnplaced(refused)}”`;
  }
  const chosen = bindings(stop);
  const nodes = [...new Set(chosen.length > 0 ? chosen : placed.map((pod) => pod.spec.nodeName ?? ''))];
  const count = Math.max(chosen.length, placed.length);
  if (count === 0) return 'kube-scheduler saw a Pod without a node.';
  if (count > 1) {
    return `kube-scheduler saw ${countWord(count)} Pods without a node and bound them one after the other to ${listed(nodes)}. Nothing has reached a node yet: a binding is only a field in the record.${left(story, stop)}`;
  }
  return `kube-scheduler saw a Pod without a node. ${feasible(story)}it bound the Pod to ${nodes[0]}: one field in the record, nothing on the node yet.${left(story, stop)}`;
};

/** Pods that fit nowhere beside those that were placed. */
function left({ index }: Story, { at }: Stop): string {
  const last = new Map<string, Decision>();
  for (const decision of index.decisions)
    if (decision.kind === 'filter' && decision.at <= at + firstWave) last.set(decision.about, decision);
  const refused = [...last.values()].filter((decision) => decision.refused === true);
  const [first] = refused;
  if (first === undefined) return '';
  const who = refused.length === 1 ? 'one more' : `${countWord(refused.length)} more`;
  const said = first.data?.['message'];
  return ` For ${who} no node fits: “${typeof said === 'string' ? said : first.says}”`;
}

/** The nodes that were posted in bindings at this stop. */
function bindings({ messages }: Stop): string[] {
  return messages.flatMap(({ message: { body } }) => {
    if (body.type !== 'http-request' || body.subresource !== 'binding') return [];
    const target = (body.requestBody as { readonly target?: { readonly name?: string } } | undefined)?.target;
    return target?.name === undefined ? [] : [target.name];
  });
}

/** The Pod that no node can take at the end of this stop, where there is nothing but that to tell. */
export function refusedPod({ facts }: Story, { at }: Stop): Pod | undefined {
  const pods = podsAt(facts, at);
  if (pods.some((pod) => pod.spec.nodeName !== undefined)) return undefined;
  return pods.find((pod) => whyUnplaced(pod) !== undefined);
}

/** The scheduler's sentence in the Pod's condition. */
export function whyUnplaced(pod: Pod): string | undefined {
  const condition = pod.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return condition?.message;
}

function feasible({ index }: Story): string {
  const nodes = index.trace.nodes.length;
  const count = feasibleCount(index.decisions.find(({ kind }) => kind === 'filter')?.data);
  if (count === undefined) return 'Of the nodes that fit, ';
  return `${count === nodes ? `All ${plural(nodes, 'node')} could take it` : `${count} of ${plural(nodes, 'node')} could take it`}; `;
}

/** How many nodes passed the filters, if the decision says so. */
export function feasibleCount(data: Readonly<Record<string, unknown>> | undefined): number | undefined {
  const feasibleNodes = data?.['feasible'];
  if (Array.isArray(feasibleNodes)) return feasibleNodes.length;
  return typeof feasibleNodes === 'number' ? feasibleNodes : undefined;
}
