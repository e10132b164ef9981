import { describe, expect, it } from 'vitest';
import type { Capacity } from '../../src/kubernetes/scheduling/what-if/capacity.ts';
import type { Fix } from '../../src/kubernetes/scheduling/what-if/tried.ts';
import { capacityHead, limitsInWords } from '../../src/story/placement/capacity-words.ts';
import { changeWords, firstAloneWords, reachWords } from '../../src/story/placement/fix-words.ts';
import { differences } from '../../src/story/run-comparison.ts';
import type { RunSummary } from '../../src/story/run-summary.ts';

const toleration: Fix = {
  changes: [{ on: 'pod', edits: [], field: 'tolerations', to: 'dedicated=batch:NoSchedule', cost: 20 }],
  cost: 20,
  chosen: 'n-1',
  feasible: 9,
  atLeast: false,
  message: undefined,
  lifts: { plugin: 'TaintToleration', nodes: 24 },
};

describe('a smallest change in words', () => {
  it('says of how many nodes it helps on how many', () => {
    expect(reachWords(toleration)).toBe('It fits on 9 of the 24 tainted nodes.');
    expect(
      reachWords({ ...toleration, atLeast: true, feasible: 100, lifts: { plugin: 'NodeResourcesFit', nodes: 121 } }),
    ).toBe('It fits on at least 100 of the 121 nodes that had too little room.');
    expect(reachWords({ ...toleration, feasible: 1, lifts: { plugin: 'X', nodes: 1 } })).toBe(
      'It is the only node that fits.',
    );
  });

  it('does not promise that the Pod goes to the node that was asked about', () => {
    expect(reachWords({ ...toleration, asked: 'n-2' })).toBe('n-2 fits then, too, but n-1 has more points.');
    expect(reachWords({ ...toleration, asked: 'n-1' })).toBe('It fits on 9 of the 24 tainted nodes.');
  });

  it('has the field with both values, or the command', () => {
    const [change] = toleration.changes;
    expect(change && changeWords(change)).toEqual({
      field: 'tolerations:',
      from: undefined,
      to: 'dedicated=batch:NoSchedule',
    });
    expect(changeWords({ on: 'pod', edits: [], field: 'nodeSelector', from: 'disk=ssd', cost: 1 }).to).toBe('removed');
  });

  it('says who refuses then when the first change is made alone', () => {
    const refused = {
      plugin: 'NodeResourcesFit',
      code: 'Unschedulable',
      reasons: ['Insufficient cpu'],
      compared: { shortages: [{ resource: 'cpu', asked: 3000, free: 2000, allocatable: 4000 }] },
    } as const;
    expect(firstAloneWords({ ...toleration, firstAlone: refused })).toBe(
      'NodeResourcesFit then refuses n-1: asks 3 CPU; 2 CPU are free of 4. 1 CPU short.',
    );
  });
});

describe('a capacity in words', () => {
  const full = (node: string, resource: string) => ({
    node,
    count: 3,
    refusedBy: {
      plugin: 'NodeResourcesFit',
      code: 'Unschedulable' as const,
      reasons: [],
      compared: { shortages: [{ resource }] },
    },
  });
  const closed = (node: string, plugin: string) => ({
    node,
    count: 0,
    refusedBy: { plugin, code: 'Unschedulable' as const, reasons: [] },
  });

  it('says what runs out first on how many nodes', () => {
    const capacity: Capacity = {
      count: 9,
      atLeast: false,
      nodes: [full('a', 'cpu'), full('b', 'cpu'), full('c', 'pods'), closed('d', 'NodeUnschedulable')],
    };
    expect(`${capacityHead(capacity)} ${limitsInWords(capacity)}`).toBe(
      '9 fit. CPU on 2 nodes, Pods on 1, 1 cordoned.',
    );
    expect(capacityHead({ ...capacity, atLeast: true })).toBe('At least 9 fit.');
  });
});

describe('two runs beside each other', () => {
  const run: RunSummary = {
    pods: [{ name: 'web', node: undefined, status: 'Pending' }],
    decision: 'No node fits web.',
    events: ['FailedScheduling'],
    others: { Running: 3 },
    refused: [],
  };

  it('differ only in what differs', () => {
    expect(differences(run, run)).toEqual([]);
    const is = { ...run, pods: [{ name: 'web', node: 'a', status: 'Running' }], decision: 'a is the only node.' };
    expect(differences(run, is)).toEqual([
      { what: 'Decision', was: 'No node fits web.', is: 'a is the only node.' },
      { what: 'At the end', was: 'Pending', is: 'Running on a' },
    ]);
  });
});
