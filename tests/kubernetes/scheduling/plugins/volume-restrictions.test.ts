import { describe, expect, it } from 'vitest';
import { preempt } from '../../../../src/kubernetes/scheduling/preemption/preempt.ts';
import { decide, feasibleOf, nodeNamed, podNamed } from '../cluster.ts';
import { claimNamed, mounts, volumeNamed } from '../storage-objects.ts';

const nodes = [nodeNamed('n1'), nodeNamed('n2')];
const withDisk = (disk: object) => ({ volumes: [{ name: 'data', ...disk }] });
const feasible = (wanted: object, there: object) =>
  feasibleOf(
    decide(podNamed('new', withDisk(wanted)), {
      nodes,
      pods: [podNamed('there', { nodeName: 'n1', ...withDisk(there) })],
    }),
  );

describe('a disk that can be attached once', () => {
  const gce = (pdName: string, readOnly = false) => ({ gcePersistentDisk: { pdName, readOnly } });
  const aws = (volumeID: string, readOnly = false) => ({ awsElasticBlockStore: { volumeID, readOnly } });
  const iscsi = (iqn: string, readOnly = false) => ({ iscsi: { targetPortal: 'p', lun: 0, iqn, readOnly } });
  const rbd = (monitors: readonly string[], image: string, readOnly = false) => ({
    rbd: { monitors, image, pool: 'rbd', readOnly },
  });

  it('keeps a second Pod off the node', () => {
    expect(feasible(gce('d'), gce('d'))).toEqual(['n2']);
    expect(feasible(aws('d'), aws('d'))).toEqual(['n2']);
    expect(feasible(iscsi('d'), iscsi('d'))).toEqual(['n2']);
    expect(feasible(rbd(['m1', 'm2'], 'd'), rbd(['m2'], 'd'))).toEqual(['n2']);
  });

  it('is another one with another name', () => {
    expect(feasible(gce('d'), gce('e'))).toEqual(['n1', 'n2']);
    expect(feasible(rbd(['m1'], 'd'), rbd(['m2'], 'd'))).toEqual(['n1', 'n2']);
    expect(feasible(rbd(['m1'], 'd'), rbd(['m1'], 'e'))).toEqual(['n1', 'n2']);
  });

  it('may be read by many, but for those of AWS', () => {
    expect(feasible(gce('d', true), gce('d', true))).toEqual(['n1', 'n2']);
    expect(feasible(iscsi('d', true), iscsi('d', true))).toEqual(['n1', 'n2']);
    expect(feasible(rbd(['m1'], 'd', true), rbd(['m1'], 'd', true))).toEqual(['n1', 'n2']);
    expect(feasible(gce('d', true), gce('d'))).toEqual(['n2']);
    expect(feasible(aws('d', true), aws('d', true))).toEqual(['n2']);
  });
});

describe('a claim for one Pod alone', () => {
  const objects = [claimNamed('data', 'pv', { accessModes: ['ReadWriteOncePod'] }), volumeNamed('pv')];
  const there = podNamed('there', { nodeName: 'n1', ...mounts('data') });

  it('that is in use keeps a second Pod from every node', () => {
    const { filtered, message } = decide(podNamed('new', mounts('data')), { nodes, pods: [there], objects });
    expect(filtered.feasible).toEqual([]);
    expect(filtered.refused.get('n2')?.code).toBe('Unschedulable');
    expect(message).toContain(
      '2 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod.',
    );
  });

  it('can be taken from a Pod of lower priority', () => {
    const urgent = podNamed('urgent', { priority: 10, ...mounts('data') });
    const { preemption } = decide(urgent, { nodes, pods: [there], objects }, { preempt });
    expect(preemption?.selected).toMatchObject({ node: 'n1', pods: [there] });
  });

  it('of another namespace is another claim', () => {
    const foreign = podNamed('there', { nodeName: 'n1', ...mounts('data') }, { namespace: 'other' });
    expect(feasibleOf(decide(podNamed('new', mounts('data')), { nodes, pods: [foreign], objects }))).toEqual([
      'n1',
      'n2',
    ]);
  });
});
