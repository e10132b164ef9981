import { describe, expect, it } from 'vitest';
import { volumeBinding } from '../../../../src/kubernetes/scheduling/plugins/volume-binding.ts';
import { decide, feasibleOf, nodeNamed, podNamed, viewOf } from '../cluster.ts';
import { claimNamed, classNamed, mounts, volumeNamed } from '../storage-objects.ts';

const nodes = [nodeNamed('n1', { rack: 'a' }), nodeNamed('n2', { rack: 'b' })];
const pod = podNamed('new', mounts('data'));
const inRack = (rack: string) => ({
  nodeAffinity: {
    required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'rack', operator: 'In', values: [rack] }] }] },
  },
});
const driver = 'csi.example.com';
const delayed = (metadata: object = {}) => claimNamed('data', '', { storageClassName: 'slow' }, metadata);
const reasonsAt = (node: string, ...objects: readonly unknown[]) =>
  decide(pod, { nodes, objects }).filtered.refused.get(node)?.reasons;
const feasible = (...objects: readonly unknown[]) => feasibleOf(decide(pod, { nodes, objects }));

const conflict = ["node(s) didn't match PersistentVolume's node affinity"];
const nothingToBind = ["node(s) didn't find available persistent volumes to bind"];
const noSpace = ['node(s) did not have enough free storage'];

describe('a Pod with a bound claim', () => {
  it('goes where the volume can be reached', () => {
    const objects = [claimNamed('data', 'pv'), volumeNamed('pv', inRack('a'))];
    expect(feasible(...objects)).toEqual(['n1']);
    expect(reasonsAt('n2', ...objects)).toEqual(conflict);
  });

  it('goes nowhere when the volume is gone', () => {
    const { filtered } = decide(pod, { nodes, objects: [claimNamed('data', 'pv')] });
    expect(filtered.rejected).toBe('persistentvolume "pv" not found');
  });
});

describe('a claim that waits for its first consumer', () => {
  it('takes a volume that the node reaches', () => {
    const local = volumeNamed('pv', { storageClassName: 'slow', ...inRack('b') });
    const objects = [delayed(), classNamed('slow', 'kubernetes.io/no-provisioner'), local];
    expect(feasible(...objects)).toEqual(['n2']);
    expect(reasonsAt('n1', ...objects)).toEqual(nothingToBind);
  });

  it('has its volume made where the class allows it', () => {
    const allowed = (terms: readonly object[]) => classNamed('slow', driver, { allowedTopologies: terms });
    const inA = { matchLabelExpressions: [{ key: 'rack', values: ['a'] }] };
    expect(feasible(delayed(), allowed([inA]))).toEqual(['n1']);
    expect(reasonsAt('n2', delayed(), allowed([inA]))).toEqual(nothingToBind);
    expect(feasible(delayed(), allowed([]))).toEqual(['n1', 'n2']);
    expect(feasible(delayed(), allowed([{}]))).toEqual([]);
  });

  it('has it made where the driver has the room, if it says how much that is', () => {
    const publishes = { kind: 'CSIDriver', metadata: { name: driver }, spec: { storageCapacity: true } };
    const room = (capacity: string, more: object = {}) => ({
      kind: 'CSIStorageCapacity',
      metadata: { name: 'room', namespace: 'kube-system' },
      storageClassName: 'slow',
      nodeTopology: { matchLabels: { rack: 'a' } },
      capacity,
      ...more,
    });
    const slow = classNamed('slow', driver);
    expect(feasible(delayed(), slow, publishes, room('5Gi'))).toEqual(['n1']);
    expect(reasonsAt('n2', delayed(), slow, publishes, room('5Gi'))).toEqual(noSpace);
    expect(reasonsAt('n1', delayed(), slow, publishes, room('4Gi'))).toEqual(noSpace);
    expect(reasonsAt('n1', delayed(), slow, publishes, room('5Gi', { maximumVolumeSize: '1Gi' }))).toEqual(noSpace);
    expect(feasible(delayed(), slow, room('1Gi'))).toEqual(['n1', 'n2']);
  });

  it('stays with the node for which its volume is being made', () => {
    const chosen = delayed({ annotations: { 'volume.kubernetes.io/selected-node': 'n2' } });
    expect(feasible(chosen, classNamed('slow', driver))).toEqual(['n2']);
    expect(reasonsAt('n1', chosen, classNamed('slow', driver))).toEqual(nothingToBind);
  });
});

it('a claim that should be bound at once keeps the Pod from every node', () => {
  const objects = [delayed(), classNamed('slow', driver, { volumeBindingMode: 'Immediate' })];
  const { filtered } = decide(pod, { nodes, objects });
  expect(filtered).toMatchObject({
    rejected: 'pod has unbound immediate PersistentVolumeClaims',
    rejectedBy: ['VolumeBinding'],
  });
});

describe('a Pod that waits for its volumes', () => {
  const helps = (resource: string, before: unknown, after: unknown): boolean =>
    (volumeBinding.hints ?? []).some(
      (hint) =>
        hint.resource === resource &&
        hint.helps?.(pod, { resource, actions: new Set(), before, after } as never, viewOf([])) !== false,
    );

  it('is woken by its own claims, and by no others', () => {
    expect(helps('PersistentVolumeClaim', undefined, claimNamed('data'))).toBe(true);
    expect(helps('PersistentVolumeClaim', undefined, claimNamed('other'))).toBe(false);
  });

  it('is woken by any volume, and by a class that is new or allows other places', () => {
    expect(helps('PersistentVolume', undefined, volumeNamed('pv'))).toBe(true);
    const slow = classNamed('slow', driver);
    expect(helps('StorageClass', undefined, slow)).toBe(true);
    expect(helps('StorageClass', slow, slow)).toBe(false);
    expect(helps('StorageClass', slow, classNamed('slow', driver, { allowedTopologies: [{}] }))).toBe(true);
  });

  it('is woken when there is more room, not when there is less', () => {
    const room = (capacity: string) => ({ kind: 'CSIStorageCapacity', metadata: { name: 'room' }, capacity });
    expect(helps('CSIStorageCapacity', room('1Gi'), room('2Gi'))).toBe(true);
    expect(helps('CSIStorageCapacity', room('2Gi'), room('1Gi'))).toBe(false);
  });
});
