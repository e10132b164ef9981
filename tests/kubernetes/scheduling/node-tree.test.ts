import { describe, expect, it } from 'vitest';
import { NodeTree } from '../../../src/kubernetes/scheduling/node-tree.ts';
import { nodeNamed } from './cluster.ts';

const tree = (...nodes: readonly (readonly [name: string, zone: string])[]): NodeTree => {
  const made = new NodeTree();
  for (const [name, zone] of nodes) made.set(nodeNamed(name, { 'topology.kubernetes.io/zone': zone }));
  return made;
};

describe('the order of the nodes', () => {
  it('takes one from each zone in turn, in the order in which zones and nodes came', () => {
    expect(tree(['a', 'z1'], ['b', 'z1'], ['c', 'z2'], ['d', 'z1']).zonesInTurn()).toEqual(['a', 'c', 'b', 'd']);
  });

  it('keeps the place of a zone whose first node is gone', () => {
    const made = tree(['a', 'z1'], ['b', 'z2'], ['c', 'z1']);
    made.remove('a');
    expect(made.zonesInTurn()).toEqual(['c', 'b']);
  });

  it('puts a zone that had lost all its nodes behind the others', () => {
    const made = tree(['a', 'z1'], ['b', 'z2']);
    made.remove('a');
    made.set(nodeNamed('a', { 'topology.kubernetes.io/zone': 'z1' }));
    expect(made.zonesInTurn()).toEqual(['b', 'a']);
  });

  it('puts a node whose zone changes behind the others of the new one, and counts the old label first', () => {
    const made = tree(['a', 'z1'], ['b', 'z2'], ['c', 'z2']);
    const moved = { 'topology.kubernetes.io/zone': 'z1', 'failure-domain.beta.kubernetes.io/zone': 'z2' };
    expect(made.set(nodeNamed('a', moved))).toBe(true);
    expect(made.zonesInTurn()).toEqual(['b', 'c', 'a']);
    expect(made.set(nodeNamed('a', moved))).toBe(false);
  });
});
