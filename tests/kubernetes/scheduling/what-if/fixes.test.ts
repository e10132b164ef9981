import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest, Pod } from '../../../../src/kubernetes/api/types.ts';
import { KnownCluster } from '../../../../src/kubernetes/scheduling/known-cluster.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { schedulePod } from '../../../../src/kubernetes/scheduling/schedule.ts';
import { smallestFixes } from '../../../../src/kubernetes/scheduling/what-if/fixes.ts';
import { changed, type Situation } from '../../../../src/kubernetes/scheduling/what-if/situation.ts';
import type { Fix } from '../../../../src/kubernetes/scheduling/what-if/tried.ts';
import { situations } from './clusters.ts';

const fixesOf = (situation: Situation, node?: string): readonly Fix[] => [
  ...smallestFixes(situation, fullProfile, schedulePod(situation, fullProfile), node === undefined ? {} : { node }),
];

describe('a change that is offered', () => {
  it('makes the Pod fit, and no part of it can be spared', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        if (schedulePod(situation, fullProfile).chosen !== undefined) return;
        for (const { changes, chosen, feasible } of fixesOf(situation)) {
          const after = schedulePod(changed(situation, changes), fullProfile);
          expect(after.chosen?.node.metadata.name).toBe(chosen);
          expect(after.filtered.feasible.length).toBe(feasible);
          for (const [i] of changes.entries()) {
            const without = schedulePod(changed(situation, changes.toSpliced(i, 1)), fullProfile);
            expect(without.chosen).toBeUndefined();
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is always there: a node can be added where nothing smaller helps', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        if (schedulePod(situation, fullProfile).chosen !== undefined) return;
        expect(fixesOf(situation).length).toBeGreaterThan(0);
      }),
    );
  });

  it('leaves the situation itself as it is', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const before = schedulePod(situation, fullProfile).message;
        fixesOf(situation);
        expect(schedulePod(situation, fullProfile).message).toBe(before);
      }),
    );
  });
});

const node = (name: string, more: { spec?: object; labels?: Record<string, string>; cpu?: string } = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels: { 'kubernetes.io/hostname': name, ...more.labels } },
  spec: more.spec ?? {},
  status: { allocatable: { cpu: more.cpu ?? '4', memory: '8Gi', pods: '110' } },
});

const pod = (spec: object, cpu = '1'): Pod =>
  ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'new', namespace: 'default', uid: 'new' },
    spec: { containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu } } }], ...spec },
  }) as unknown as Pod;

function first(nodes: readonly Manifest[], wanted: Pod): readonly string[] {
  const cluster = new KnownCluster(nodes);
  return fixesOf({ pod: wanted, snapshot: cluster.snapshot, view: cluster }).map(({ changes }) =>
    changes
      .map((change) =>
        change.on === 'pod'
          ? `${change.field}: ${change.from ?? ''} > ${change.to ?? ''}`
          : (change.kubectl ?? change.says),
      )
      .join('; '),
  );
}

describe('the smallest change', () => {
  it('lowers a request to what the emptiest node has free', () => {
    expect(first([node('a'), node('b', { cpu: '2' })], pod({}, '4500m'))[0]).toBe('requests.cpu: 4500m > 4');
  });

  it('opens a cordoned node again', () => {
    expect(first([node('a', { spec: { unschedulable: true } })], pod({}))[0]).toBe('uncordon a');
  });

  it('tolerates a taint of somebody, and says how to take it off', () => {
    const taints = [{ key: 'dedicated', value: 'batch', effect: 'NoSchedule' }];
    expect(first([node('a', { spec: { taints } })], pod({})).slice(0, 2)).toEqual([
      'tolerations:  > dedicated=batch:NoSchedule',
      'taint nodes a dedicated:NoSchedule-',
    ]);
  });

  it('does not take off a taint that the cluster would put back', () => {
    const taints = [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }];
    expect(first([node('a', { spec: { taints } })], pod({})).join()).not.toContain('taint nodes');
  });

  it('drops a label that no node has, or gives it to a node', () => {
    expect(first([node('a')], pod({ nodeSelector: { disk: 'ssd' } })).slice(0, 2)).toEqual([
      'nodeSelector: disk=ssd > ',
      'label node a disk=ssd',
    ]);
  });

  it('asks nobody of higher priority to leave', () => {
    const there = (name: string, priority: number): Manifest => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: 'default', uid: name },
      spec: { nodeName: 'a', priority, containers: [{ name: 'm', resources: { requests: { cpu: '2' } } }] },
    });
    const words = first([node('a'), there('important', 1000), there('equal', 0)], pod({}, '2'));
    expect(words).toContain('delete pod equal -n default');
    expect(words.join()).not.toContain('important');
  });

  it('renames no node and moves none to another zone', () => {
    const words = first([node('a')], pod({ nodeSelector: { 'topology.kubernetes.io/zone': 'b' } })).join();
    expect(words).not.toContain('label node');
  });
});
