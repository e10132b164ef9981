import type { ClusterView } from '../../api/calls.ts';
import type { ApiObject, Pod } from '../../api/types.ts';
import type { Decision } from '../decision.ts';
import type { FilterOptions } from '../filter-nodes.ts';
import type { ClusterSnapshot, Cycle, NodeInfo } from '../framework.ts';
import { nodeInfo } from '../node-info.ts';
import type { Profile } from '../profile.ts';
import { type Preempt, schedulePod } from '../schedule.ts';
import type { Change, ClusterChange, Effect } from './change.ts';
import { edited } from './edit.ts';

/** A Pod in a cluster, as it is or as it would be; with what the scheduler has promised, and where its search begins. */
export interface Situation extends Cycle, FilterOptions {
  /** Whether Pods of lower priority would make room is asked only where it is given. */
  readonly preempt?: Preempt;
}

/** What kube-scheduler decides in this situation. Nothing is written, nobody is told. */
export const decidedIn = (situation: Situation, profile: Profile): Decision =>
  schedulePod(situation, profile, situation);

/** The same after some changes. Nothing of the given one changes. */
export function changed(situation: Situation, changes: readonly Change[]): Situation {
  let { pod, snapshot, view } = situation;
  for (const change of changes) {
    if (change.on === 'pod') pod = unpromised(edited(pod, change.edits));
    else {
      snapshot = changedSnapshot(snapshot, change);
      view = changedView(view, change);
    }
  }
  return { ...situation, pod, snapshot, view };
}

/** What an earlier attempt promised the Pod does not hold for a Pod that asks for something else. */
function unpromised(pod: Pod): Pod {
  const { nominatedNodeName: _n, ...status } = pod.status ?? {};
  return { ...pod, status } as Pod;
}

function changedSnapshot(snapshot: ClusterSnapshot, { effect }: ClusterChange): ClusterSnapshot {
  const image = (name: string) => snapshot.image(name);
  if (effect.type === 'new node') return { nodes: [...snapshot.nodes, nodeInfo(effect.node, [])], image };
  if (effect.type === 'node gone')
    return { nodes: snapshot.nodes.filter(({ node }) => node.metadata.name !== effect.node), image };
  const name = effect.type === 'node' ? effect.node.metadata.name : effect.node;
  const nodes = snapshot.nodes.map((info) => (info.node.metadata.name === name ? changedInfo(info, effect) : info));
  return { nodes, image };
}

function changedInfo(info: NodeInfo, effect: Exclude<Effect, { type: 'node gone' }>): NodeInfo {
  if (effect.type === 'pods gone') {
    const gone = new Set(effect.pods.map(keyOf));
    return nodeInfo(
      info.node,
      info.pods.filter((pod) => !gone.has(keyOf(pod))),
    );
  }
  return nodeInfo(effect.node, info.pods);
}

const keyOf = ({ metadata }: Pod): string => `${metadata.namespace}/${metadata.name}`;

/** Plugins that look a node up by its name find the changed one. */
function changedView(view: ClusterView, { effect }: ClusterChange): ClusterView {
  if (effect.type === 'pods gone') return view;
  if (effect.type === 'node gone') {
    const { node: gone } = effect;
    return {
      get: (resource, namespace, name) =>
        resource === 'nodes' && name === gone ? undefined : view.get(resource, namespace, name),
      list: (resource, namespace) =>
        resource === 'nodes'
          ? view.list(resource, namespace).filter((object) => (object as ApiObject).metadata.name !== gone)
          : view.list(resource, namespace),
    };
  }
  const { node } = effect;
  return {
    get: (resource, namespace, name) =>
      resource === 'nodes' && name === node.metadata.name ? node : view.get(resource, namespace, name),
    list: (resource, namespace) => view.list(resource, namespace),
  };
}
