import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClusterSnapshot } from '../../../../src/kubernetes/scheduling/framework.ts';
import { nodeInfo } from '../../../../src/kubernetes/scheduling/node-info.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { schedulePod } from '../../../../src/kubernetes/scheduling/schedule.ts';
import { capacityFor } from '../../../../src/kubernetes/scheduling/what-if/capacity.ts';
import type { Situation } from '../../../../src/kubernetes/scheduling/what-if/situation.ts';
import { situations } from './clusters.ts';

/** One Pod after the other is scheduled and bound, until none fits any more. */
function byScheduling({ pod, snapshot, view }: Situation): number {
  let nodes = [...snapshot.nodes];
  for (let count = 0; ; count += 1) {
    const now: ClusterSnapshot = { nodes, image: (name) => snapshot.image(name) };
    const { chosen } = schedulePod({ pod, snapshot: now, view }, fullProfile);
    if (chosen === undefined) return count;
    const copy = { ...pod, metadata: { ...pod.metadata, name: `copy-${count}`, uid: `copy-${count}` } };
    const bound = { ...copy, spec: { ...pod.spec, nodeName: chosen.node.metadata.name } };
    nodes = nodes.map((info) => (info === chosen ? nodeInfo(info.node, [...info.pods, bound]) : info));
  }
}

describe('how many more of a Pod fit', () => {
  it('is what scheduling one after the other gives', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        expect(capacityFor(situation, fullProfile).count).toBe(byScheduling(situation));
      }),
      { numRuns: 300 },
    );
  });

  it('is the sum over the nodes, and each says what runs out first', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { count, nodes } = capacityFor(situation, fullProfile);
        expect(nodes.reduce((sum, each) => sum + each.count, 0)).toBe(count);
        for (const { refusedBy } of nodes) expect(refusedBy?.reasons.length).toBeGreaterThan(0);
      }),
    );
  });

  it('ends where nobody wants to know of more', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const all = capacityFor(situation, fullProfile).count;
        fc.pre(all > 1);
        expect(capacityFor(situation, fullProfile, all - 1)).toMatchObject({ count: all - 1, atLeast: true });
      }),
    );
  });
});
