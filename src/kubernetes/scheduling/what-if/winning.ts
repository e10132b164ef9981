import type { Node, Pod } from '../../api/types.ts';
import type { Decision } from '../decision.ts';
import type { NodeInfo } from '../framework.ts';
import type { Profile } from '../profile.ts';
import { tolerates } from '../tolerations.ts';
import type { Change, ClusterChange, PodChange } from './change.ts';
import { edited } from './edit.ts';
import { leave } from './fixers/node-resources-fit.ts';

import { isOfTheNode } from './of-the-node.ts';
import { decidedIn, type Situation } from './situation.ts';
import { taintWords } from './taint-words.ts';
import { type Fix, tried } from './tried.ts';

const hostname = 'kubernetes.io/hostname';
const preferredPath = ['spec', 'affinity', 'nodeAffinity', 'preferredDuringSchedulingIgnoredDuringExecution'] as const;

/**
 * What would make a node win on which the Pod fits, and which had fewer points than another: cheapest first. Each was
 * tried: the scheduler decided again, with the change made.
 */
export function* winningChanges(
  { preempt: _, ...situation }: Situation,
  profile: Profile,
  node: string,
): Generator<Fix> {
  const decision = decidedIn(situation, profile);
  const info = situation.snapshot.nodes.find((each) => each.node.metadata.name === node);
  if (info === undefined || decision.chosen === undefined || decision.chosen === info) return;
  const changes = [
    ...gentlyTainted(situation.pod, info),
    ...preferring(situation.pod, info.node, decision.chosen.node),
    ...fewerAlike(situation.pod, info),
    ...ahead(decision, info),
    pinned(info.node),
  ];
  for (const change of changes.sort((a, b) => a.cost - b.cost)) {
    const fix = tried(situation, profile, [change], change.cost);
    if (fix.chosen === node) yield fix;
  }
}

/** A PreferNoSchedule taint costs points: the Pod tolerates it, or it goes. */
function gentlyTainted({ spec }: Pod, { node }: NodeInfo): readonly Change[] {
  const known = spec.tolerations ?? [];
  const taints = (node.spec?.taints ?? []).filter(
    (taint) => taint.effect === 'PreferNoSchedule' && !tolerates(known, taint),
  );
  if (taints.length === 0) return [];
  const { name } = node.metadata;
  const words = taints.map(taintWords).join(', ');
  const left = (node.spec?.taints ?? []).filter((taint) => !taints.includes(taint));
  return [
    {
      on: 'pod',
      edits: taints.map(({ key, value, effect }, i) => ({
        path: ['spec', 'tolerations', known.length + i],
        value: { key, operator: value ? 'Equal' : 'Exists', ...(value ? { value } : {}), effect },
      })),
      field: 'tolerations',
      to: words,
      cost: 20,
    },
    {
      on: 'cluster',
      kubectl: `taint nodes ${name} ${taints.map(({ key, effect }) => `${key}:${effect}-`).join(' ')}`,
      says: `take the taint ${words} off ${name}`,
      effect: { type: 'node', node: edited(node, [{ path: ['spec', 'taints'], value: left }]) },
      cost: 24,
    },
  ];
}

/** The Pod prefers a label that this node has and the winner has not, or the node by its name. */
function preferring(pod: Pod, { metadata }: Node, winner: Node): readonly PodChange[] {
  const labels = Object.entries(metadata.labels ?? {}).filter(
    ([key, value]) => winner.metadata.labels?.[key] !== value && !(key.includes('kubernetes.io/') && key !== hostname),
  );
  return labels.map(([key, value]) => {
    const known = pod.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    const term = { matchExpressions: [{ key, operator: 'In', values: [value] }] };
    return {
      on: 'pod',
      edits: [{ path: [...preferredPath, known.length], value: { weight: 100, preference: term } }],
      field: 'nodeAffinity.preferred',
      to: `${key}=${value}`,
      cost: key === hostname ? 28 : 26,
    };
  });
}

/** Pods of the same kind on the node cost points where they are to be spread, or kept apart. */
function fewerAlike({ metadata: { namespace, labels = {} } }: Pod, info: NodeInfo): readonly Change[] {
  const own = Object.entries(labels).filter(([key]) => !/hash$|^controller-revision|index$/.test(key));
  const alike = info.pods.filter(
    (other) =>
      own.length > 0 &&
      other.metadata.namespace === namespace &&
      own.every(([key, value]) => other.metadata.labels?.[key] === value) &&
      !isOfTheNode(other),
  );
  return alike.length === 0 || alike.length > 3 ? [] : [leave(info, alike)];
}

/** Nobody else is taken where the nodes with more points are cordoned. */
function ahead({ scored }: Decision, info: NodeInfo): readonly ClusterChange[] {
  const own = scored?.totals[scored.feasible.indexOf(info)] ?? 0;
  const better = (scored?.feasible ?? []).filter((other, i) => other !== info && (scored?.totals[i] ?? 0) >= own);
  const [only] = better;
  if (only === undefined || better.length > 1) return [];
  const { name } = only.node.metadata;
  return [
    {
      on: 'cluster',
      kubectl: `cordon ${name}`,
      says: `cordon ${name}, the only node ahead`,
      effect: { type: 'node', node: edited(only.node, [{ path: ['spec', 'unschedulable'], value: true }]) },
      cost: 36,
    },
  ];
}

/** The Pod asks for the node by its label: then no points are counted. */
const pinned = ({ metadata }: Node): PodChange => ({
  on: 'pod',
  edits: [{ path: ['spec', 'nodeSelector', hostname], value: metadata.labels?.[hostname] ?? metadata.name }],
  field: 'nodeSelector',
  to: `${hostname}=${metadata.labels?.[hostname] ?? metadata.name}`,
  cost: 40,
});
