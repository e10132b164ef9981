import { describe, expect, it } from 'vitest';
import { nodeVolumeLimits } from '../../../../src/kubernetes/scheduling/plugins/node-volume-limits.ts';
import { decide, feasibleOf, nodeNamed, podNamed, viewOf } from '../cluster.ts';
import { claimNamed, classNamed, mounts, volumeNamed } from '../storage-objects.ts';

const nodes = [nodeNamed('n1'), nodeNamed('n2')];
const driver = 'csi.example.com';
const limit = (node: string, count: number, name = driver) => ({
  kind: 'CSINode',
  metadata: { name: node },
  spec: { drivers: [{ name, nodeID: node, allocatable: { count } }] },
});
const bound = (name: string, handle = name) => [
  claimNamed(name, `pv-${name}`),
  volumeNamed(`pv-${name}`, { csi: { driver, volumeHandle: handle } }),
];
const there = (...claims: readonly string[]) => podNamed('there', { nodeName: 'n1', ...mounts(...claims) });
const pod = podNamed('new', mounts('b'));

describe('a node to which a driver can attach so many volumes', () => {
  it('is refused when one more would be too many, and the verdict has the figures', () => {
    const objects = [limit('n1', 1), ...bound('a'), ...bound('b')];
    const decision = decide(pod, { nodes, pods: [there('a')], objects });
    expect(feasibleOf(decision)).toEqual(['n2']);
    expect(decision.filtered.refused.get('n1')).toMatchObject({
      plugin: 'NodeVolumeLimits',
      code: 'Unschedulable',
      reasons: ['node(s) exceed max volume count'],
      compared: { driver, attached: 1, wanted: 1, limit: 1 },
    });
  });

  it('counts a volume of several Pods once', () => {
    const objects = [limit('n1', 1), ...bound('b')];
    expect(feasibleOf(decide(pod, { nodes, pods: [there('b')], objects }))).toEqual(['n1', 'n2']);
    const twice = [limit('n1', 1), ...bound('a', 'same'), ...bound('b', 'same')];
    expect(feasibleOf(decide(pod, { nodes, pods: [there('a')], objects: twice }))).toEqual(['n1', 'n2']);
  });

  it('counts a claim whose volume is still to be made', () => {
    const delayed = claimNamed('b', '', { storageClassName: 'slow' });
    const objects = [limit('n1', 0), classNamed('slow', driver), delayed];
    expect(feasibleOf(decide(pod, { nodes, objects }))).toEqual(['n2']);
  });

  it('counts a disk of the old kind by the driver that has taken it over', () => {
    const disk = podNamed('new', { volumes: [{ name: 'd', awsElasticBlockStore: { volumeID: 'vol-1' } }] });
    expect(feasibleOf(decide(disk, { nodes, objects: [limit('n1', 0, 'ebs.csi.aws.com')] }))).toEqual(['n2']);
  });

  it('does not count volumes of another driver, nor any where it has no limit', () => {
    expect(feasibleOf(decide(pod, { nodes, objects: [limit('n1', 0, 'other'), ...bound('b')] }))).toEqual(['n1', 'n2']);
  });
});

describe('a Pod that waits for room at a driver', () => {
  const helps = (resource: string, before: unknown, after: unknown): boolean =>
    (nodeVolumeLimits.hints ?? []).some(
      (hint) =>
        hint.resource === resource &&
        hint.helps?.(pod, { resource, actions: new Set(), before, after } as never, viewOf([])) === true,
    );

  it('is woken when a driver can attach more', () => {
    expect(helps('CSINode', undefined, limit('n1', 1))).toBe(true);
    expect(helps('CSINode', limit('n1', 1), limit('n1', 2))).toBe(true);
    expect(helps('CSINode', limit('n1', 2), limit('n1', 1))).toBe(false);
  });

  it('is woken when a Pod with volumes leaves a node', () => {
    expect(helps('Pod', there('a'), undefined)).toBe(true);
    expect(helps('Pod', podNamed('bare', { nodeName: 'n1' }), undefined)).toBe(false);
    expect(helps('Pod', podNamed('waiting', mounts('a')), undefined)).toBe(false);
  });
});
