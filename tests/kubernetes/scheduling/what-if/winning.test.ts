import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest, Pod } from '../../../../src/kubernetes/api/types.ts';
import { KnownCluster } from '../../../../src/kubernetes/scheduling/known-cluster.ts';
import { fullProfile } from '../../../../src/kubernetes/scheduling/plugins/index.ts';
import { changed, decidedIn, type Situation } from '../../../../src/kubernetes/scheduling/what-if/situation.ts';
import { winningChanges } from '../../../../src/kubernetes/scheduling/what-if/winning.ts';
import { situations } from './clusters.ts';

const nameOf = (situation: Situation) => decidedIn(situation, fullProfile).chosen?.node.metadata.name;

describe('a change that makes a node win', () => {
  it('does so when the scheduler decides again; for a node that fits there is always one', () => {
    fc.assert(
      fc.property(situations, (situation) => {
        const { filtered, chosen } = decidedIn(situation, fullProfile);
        for (const info of filtered.feasible) {
          const node = info.node.metadata.name;
          const fixes = [...winningChanges(situation, fullProfile, node)];
          if (info === chosen) expect(fixes).toEqual([]);
          else expect(fixes.length).toBeGreaterThan(0);
          for (const { changes } of fixes) expect(nameOf(changed(situation, changes))).toBe(node);
        }
      }),
    );
  });

  it('is a taint that is taken off where PreferNoSchedule costs the points', () => {
    const node = (name: string, taints: readonly object[], labels = {}): Manifest => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { 'kubernetes.io/hostname': name, ...labels } },
      spec: { taints },
      status: { allocatable: { cpu: name === 'b' ? '8' : '4', memory: '8Gi', pods: '110' } },
    });
    const cluster = new KnownCluster([
      node('a', []),
      node('b', [{ key: 'old', effect: 'PreferNoSchedule' }], { disk: 'ssd' }),
    ]);
    const pod = {
      metadata: { name: 'new', namespace: 'default', uid: 'new' },
      spec: { containers: [{ name: 'main', image: 'nginx', resources: { requests: { cpu: '1' } } }] },
    } as unknown as Pod;
    const situation = { pod, snapshot: cluster.snapshot, view: cluster };
    const says = [...winningChanges(situation, fullProfile, 'b')].map(({ changes: [change] }) =>
      change?.on === 'cluster' ? change.kubectl : `${change?.field}: ${change?.to}`,
    );
    expect(says.slice(0, 2)).toEqual(['tolerations: old:PreferNoSchedule', 'taint nodes b old:PreferNoSchedule-']);
    expect(says).toContain('cordon a');
    expect(says.at(-1)).toBe('nodeSelector: kubernetes.io/hostname=b');
  });
});
