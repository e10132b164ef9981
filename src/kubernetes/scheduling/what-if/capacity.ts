import type { Pod } from '../../api/types.ts';
import type { Refusal } from '../decision.ts';
import { firstRefusal, type NamedFilter, prepareFilters } from '../filter-nodes.ts';
import type { ClusterSnapshot } from '../framework.ts';
import { withPod } from '../node-info.ts';
import type { Profile } from '../profile.ts';
import { schedulePod } from '../schedule.ts';
import type { Situation } from './situation.ts';

/** How many more of a Pod one node takes, and why not one more. */
export interface NodeCapacity {
  readonly node: string;
  readonly count: number;
  readonly refusedBy: Refusal | undefined;
}

/** How many more of a Pod fit. */
export interface Capacity {
  readonly count: number;
  /** Nobody counted further. */
  readonly atLeast: boolean;
  /** In the scheduler's order. */
  readonly nodes: readonly NodeCapacity[];
}

/** Nobody wants to know of more. */
const mostCopies = 100_000;

/** The n-th of the same Pods: nothing but its name differs. */
function copyOf(pod: Pod, n: number, nodeName: string): Pod {
  const name = `${pod.metadata.name}-${n}`;
  return {
    ...pod,
    metadata: { ...pod.metadata, name, uid: `copy-${n}` },
    spec: { ...pod.spec, nodeName },
  } as Pod;
}

/**
 * How many more of this Pod fit, where, and what runs out first: as if one after the other were scheduled until none
 * fits any more.
 */
export function capacityFor(situation: Situation, profile: Profile, most = mostCopies): Capacity {
  const { filters, rejection } = prepareFilters(situation, profile);
  const local =
    rejection === undefined && filters.every(({ addPod, nodes }) => addPod === undefined && nodes === undefined);
  return local ? nodeByNode(situation, filters, most) : oneByOne(situation, profile, most);
}

/** Where a node is judged by what is on it alone, each is filled for itself: the order makes no difference. */
function nodeByNode({ pod, snapshot }: Situation, filters: readonly NamedFilter[], most: number): Capacity {
  let total = 0;
  const nodes = snapshot.nodes.map((start): NodeCapacity => {
    let info = start;
    let count = 0;
    for (;;) {
      const refusedBy = firstRefusal(filters, info);
      if (refusedBy !== undefined || total >= most) return { node: start.node.metadata.name, count, refusedBy };
      count += 1;
      total += 1;
      info = withPod(info, copyOf(pod, total, start.node.metadata.name));
    }
  });
  return { count: total, atLeast: total >= most, nodes };
}

/** Where Pods look at each other, they are scheduled one by one. */
function oneByOne(situation: Situation, profile: Profile, most: number): Capacity {
  const { pod, view } = situation;
  let infos = [...situation.snapshot.nodes];
  const image = (name: string) => situation.snapshot.image(name);
  const counts = new Map<string, number>();
  for (let n = 0; ; n += 1) {
    const snapshot: ClusterSnapshot = { nodes: infos, image };
    const { chosen, filtered } = schedulePod({ pod, snapshot, view }, profile);
    if (chosen === undefined || n >= most) {
      const nodes = infos.map(({ node: { metadata } }) => ({
        node: metadata.name,
        count: counts.get(metadata.name) ?? 0,
        refusedBy: filtered.refused.get(metadata.name),
      }));
      return { count: n, atLeast: n >= most, nodes };
    }
    const { name } = chosen.node.metadata;
    counts.set(name, (counts.get(name) ?? 0) + 1);
    infos = infos.map((info) => (info === chosen ? withPod(info, copyOf(pod, n + 1, name)) : info));
  }
}
