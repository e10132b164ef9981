import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Decision } from '../../../src/kubernetes/scheduling/decision.ts';
import { fullProfile } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import { preempt } from '../../../src/kubernetes/scheduling/preemption/preempt.ts';
import { schedulePod } from '../../../src/kubernetes/scheduling/schedule.ts';
import { situations } from './what-if/clusters.ts';

/** What must not depend on the order: verdicts, totals, the sentence. */
function judged({ filtered, scored, message }: Decision) {
  const totals = scored?.feasible.map(({ node }, i) => [node.metadata.name, scored.totals[i]] as const) ?? [];
  return {
    feasible: filtered.feasible.map(({ node }) => node.metadata.name).sort(),
    refused: Object.fromEntries(
      [...filtered.refused]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([node, { plugin, code, reasons }]) => [node, { plugin, code, reasons }]),
    ),
    totals: Object.fromEntries([...totals].sort(([a], [b]) => (a < b ? -1 : 1))),
    message,
  };
}

it('the order of the nodes changes neither who is refused and why, nor any score', () => {
  fc.assert(
    fc.property(situations, fc.infiniteStream(fc.nat(1000)), (situation, ranks) => {
      const { nodes } = situation.snapshot;
      const order = [...nodes].map((info) => ({ info, rank: ranks.next().value ?? 0 })).sort((a, b) => a.rank - b.rank);
      const snapshot = {
        nodes: order.map(({ info }) => info),
        image: (name: string) => situation.snapshot.image(name),
      };
      const decide = (given: typeof situation) => judged(schedulePod(given, fullProfile, { preempt }));
      expect(decide({ ...situation, snapshot })).toEqual(decide(situation));
    }),
    { numRuns: 300 },
  );
});
