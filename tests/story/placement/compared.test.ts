import { describe, expect, it } from 'vitest';
import { explainCounts } from '../../../src/story/explained-refusal.ts';
import { clauseOf } from '../../../src/story/placement/compared.ts';
import { refusalInWords } from '../../../src/story/placement/refusal-in-words.ts';
import type { Decision } from '../../../src/trace/trace.ts';

const refusal = (refused: Readonly<Record<string, unknown>>): Decision => ({
  id: 1,
  at: 0,
  who: 'kube-scheduler',
  kind: 'filter',
  about: 'pods/default/app',
  says: '',
  refused: true,
  cause: 0,
  data: { refused },
});

const spread = "node(s) didn't match pod topology spread constraints";
const label = `${spread} (missing required label)`;
const skewed = (domain: string, skew: number) => ({
  plugin: 'PodTopologySpread',
  code: 'Unschedulable',
  reasons: [spread],
  compared: { topologyKey: 'zone', domain, counts: { a: 2, b: 0 }, minimum: 0, skew, maxSkew: 1 },
});

describe('why a node was refused', () => {
  it('is a taken host port', () => {
    expect(clauseOf({ plugin: 'NodePorts', compared: { port: { ip: '0.0.0.0', port: 80, protocol: 'TCP' } } })).toBe(
      'host port 80/TCP is taken',
    );
  });

  it('is a driver that can attach no more volumes', () => {
    const compared = { driver: 'ebs.csi.aws.com', attached: 24, wanted: 2, limit: 25, field: 'spec.drivers' };
    expect(clauseOf({ plugin: 'NodeVolumeLimits', reasons: ['node(s) exceed max volume count'], compared })).toBe(
      '24 of 25 volumes of ebs.csi.aws.com are attached, and the Pod brings 2 more',
    );
  });

  it('is the zone of a volume', () => {
    const compared = { volume: 'pv-1', key: 'topology.kubernetes.io/zone', wanted: ['a', 'b'], found: null };
    expect(clauseOf({ plugin: 'VolumeZone', compared })).toBe(
      'the volume pv-1 is in topology.kubernetes.io/zone=a or b, the node has no label topology.kubernetes.io/zone',
    );
  });

  it('is a label that the node lacks', () => {
    expect(refusalInWords({ plugin: 'PodTopologySpread', reasons: [label], compared: { topologyKey: 'zone' } })).toBe(
      'has no label zone.',
    );
  });

  it('is a skew, with the counts that make it', () => {
    expect(clauseOf(skewed('a', 3))).toBe(
      'zone=a: 2 matching Pods, the least is 0; with this Pod the skew is 3, at most 1 may be',
    );
  });

  it('is a Pod that must not be near, by name and domain', () => {
    const verdict = (reason: string) => ({
      plugin: 'InterPodAffinity',
      reasons: [reason],
      compared: { topologyKey: 'zone', domain: 'us-b', pods: ['web-1'] },
    });
    expect(clauseOf(verdict("node(s) didn't match pod anti-affinity rules"))).toBe(
      'zone=us-b has web-1, which the Pod’s anti-affinity forbids',
    );
    expect(clauseOf(verdict("node(s) didn't satisfy existing pods anti-affinity rules"))).toBe(
      'zone=us-b has web-1, whose own anti-affinity forbids this Pod',
    );
    expect(clauseOf(verdict("node(s) didn't match pod affinity rules"))).toBe(
      'zone=us-b has no Pod that the Pod’s affinity asks for',
    );
  });
});

describe('the numbers of a refusal', () => {
  const refused = {
    ...Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => [
        `u${i}`,
        {
          plugin: 'PodTopologySpread',
          code: 'UnschedulableAndUnresolvable',
          reasons: [label],
          compared: { topologyKey: 'zone' },
        },
      ]),
    ),
    a1: skewed('a', 3),
    a2: skewed('a', 3),
  };
  const sentence = `0/14 nodes are available: 12 ${label}, 2 ${spread}. no new claims to deallocate, preemption: 0/14 nodes are available: 1 Insufficient cpu, 1 No preemption victims found for incoming pod, 12 Preemption is not helpful for scheduling.`;
  const counts = explainCounts(refusal(refused), sentence);

  it('are each found where they stand, though one reason begins another and one number ends another', () => {
    for (const { text, at } of counts) expect(sentence.slice(at, at + text.length)).toBe(text);
    expect(counts.map(({ text }) => text)).toEqual([
      '0/14 nodes are available',
      `12 ${label}`,
      `2 ${spread}`,
      '1 Insufficient cpu',
      '1 No preemption victims found for incoming pod',
      '12 Preemption is not helpful for scheduling',
    ]);
  });

  it('say together what is the same on several nodes', () => {
    expect(counts[2]?.means).toBe(
      '2 nodes: zone=a: 2 matching Pods, the least is 0; with this Pod the skew is 3, at most 1 may be, on a1 and a2',
    );
    expect(counts[1]?.means).toBe('12 nodes: no label zone, on u0, u1, u2 and 9 more');
  });

  it('count after preemption, too, and name the nodes where nobody else is meant', () => {
    expect(counts[3]?.means).toBe('1 node: without its Pods of lower priority, it still says “Insufficient cpu”');
    expect(counts[5]?.nodes).toHaveLength(12);
    expect(counts[4]?.nodes).toBeUndefined();
  });
});
