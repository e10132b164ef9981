import { describe, expect, it } from 'vitest';
import { nothingElse } from '../../../src/kubernetes/scheduling/framework.ts';
import { fullProfile } from '../../../src/kubernetes/scheduling/plugins/index.ts';
import { nextStart, schedulePod } from '../../../src/kubernetes/scheduling/schedule.ts';
import { nodeNamed, podNamed, snapshotOf } from './cluster.ts';

const nodes = (count: number) => Array.from({ length: count }, (_, i) => nodeNamed(`n${i}`));

function decide(count: number, pod: ReturnType<typeof podNamed>, from: number) {
  const snapshot = snapshotOf({ nodes: nodes(count) });
  const { filtered } = schedulePod({ pod, snapshot, view: nothingElse }, fullProfile, { from });
  return { order: filtered.order, next: nextStart(from, filtered) };
}

const named = (...names: readonly string[]) => ({
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: names.map((name) => ({
          matchFields: [{ key: 'metadata.name', operator: 'In', values: [name] }],
        })),
      },
    },
  },
});

describe('where the next search begins', () => {
  it('is where it began in a small cluster, since every node was looked at', () => {
    expect(decide(5, podNamed('p'), 2).next).toBe(2);
  });

  it('is behind the last node looked at in a large one', () => {
    expect(decide(300, podNamed('p'), 250).next).toBe((250 + 144) % 300);
  });

  it('counts only the nodes that the Pod names', () => {
    expect(decide(5, podNamed('p', named('n1', 'n3')), 0).next).toBe(2);
  });

  it('does not move for a Pod that goes where it was promised room, nor for one that no node is looked at for', () => {
    expect(decide(5, podNamed('p', {}, {}, { nominatedNodeName: 'n1' }), 3).next).toBe(3);
    expect(decide(0, podNamed('p'), 3).next).toBe(3);
  });

  it('may be a place that the cluster no longer has', () => {
    expect(decide(3, podNamed('p'), 4).order).toEqual(['n1', 'n2', 'n0']);
  });
});
