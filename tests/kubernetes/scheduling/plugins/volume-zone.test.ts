import { describe, expect, it } from 'vitest';
import { volumeZone } from '../../../../src/kubernetes/scheduling/plugins/volume-zone.ts';
import { decide, feasibleOf, nodeNamed, podNamed, snapshotOf, viewOf } from '../cluster.ts';
import { claimNamed, classNamed, mounts, volumeNamed } from '../storage-objects.ts';

const zone = 'topology.kubernetes.io/zone';
const betaZone = 'failure-domain.beta.kubernetes.io/zone';
const nodes = [nodeNamed('a', { [zone]: 'a' }), nodeNamed('b', { [zone]: 'b' })];
const pod = podNamed('new', mounts('data'));
const feasible = (labels: object, at = nodes) =>
  feasibleOf(decide(pod, { nodes: at, objects: [claimNamed('data', 'pv'), volumeNamed('pv', {}, labels)] }));

describe('a Pod whose volume has a label of a zone', () => {
  it('goes into that zone, and the verdict tells which it is', () => {
    expect(feasible({ [zone]: 'b' })).toEqual(['b']);
    const { filtered } = decide(pod, {
      nodes,
      objects: [claimNamed('data', 'pv'), volumeNamed('pv', {}, { [zone]: 'b' })],
    });
    expect(filtered.refused.get('a')).toMatchObject({
      plugin: 'VolumeZone',
      code: 'UnschedulableAndUnresolvable',
      reasons: ['node(s) had no available volume zone'],
      compared: { volume: 'pv', key: zone, wanted: ['b'], found: 'a' },
    });
  });

  it('may go into each of several zones', () => {
    expect(feasible({ [zone]: 'b__c' })).toEqual(['b']);
    expect(feasible({ [zone]: 'a__b' })).toEqual(['a', 'b']);
  });

  it('is not held to a label with an empty zone', () => {
    expect(feasible({ [zone]: 'b__' })).toEqual(['a', 'b']);
  });

  it('finds the zone of an old label under its new name', () => {
    expect(feasible({ [betaZone]: 'b' })).toEqual(['b']);
    expect(feasible({ [zone]: 'b' }, [nodeNamed('old', { [betaZone]: 'b' })])).toEqual([]);
  });

  it('may go to a node that says nothing of where it is', () => {
    expect(feasible({ [zone]: 'b' }, [nodeNamed('plain'), ...nodes])).toEqual(['plain', 'b']);
  });
});

describe('the plugin says, before any node is looked at,', () => {
  const said = (...objects: readonly unknown[]) =>
    volumeZone.preFilter?.({ pod, snapshot: snapshotOf({ nodes }), view: viewOf(objects) });
  const reason = (text: string) => ({ code: 'UnschedulableAndUnresolvable', reasons: [text] });

  it('nothing of a claim that waits for its first consumer', () => {
    const claim = claimNamed('data', '', { storageClassName: 'slow' });
    expect(said(claim, classNamed('slow', 'csi.example.com'))).toBe('Skip');
  });

  it('what is missing', () => {
    expect(said()).toEqual(reason('persistentvolumeclaim "data" not found'));
    expect(said(claimNamed('data', 'pv'))).toEqual(reason('persistentvolume "pv" not found'));
    expect(said(claimNamed('data'))).toEqual(reason('PersistentVolumeClaim had no pv name and storageClass name'));
    const claim = claimNamed('data', '', { storageClassName: 'slow' });
    expect(said(claim)).toEqual(reason('storageclass.storage.k8s.io "slow" not found'));
    const immediate = classNamed('slow', 'csi.example.com', { volumeBindingMode: 'Immediate' });
    expect(said(claim, immediate)).toEqual(reason('PersistentVolume had no name'));
  });
});
