import { describe, expect, it } from 'vitest';
import type { PlacementRow } from '../../src/story/placement/placement.ts';
import type { PlacementColumn } from '../../src/story/placement/placement-columns.ts';
import { nextCell } from '../../src/views/scheduler-matrix/matrix-cells.ts';
import { bars, blocks, leftOf, nodeAt, sieveGeometry } from '../../src/views/scheduler-matrix/sieve-geometry.ts';

const row = (node: string, plugin?: string): PlacementRow => ({
  node,
  refused: plugin === undefined ? undefined : { plugin, code: 'Unschedulable', reasons: ['no'] },
  unseen: false,
  scores: [],
  total: undefined,
  figures: {},
});

const filter = (name: string): PlacementColumn => ({ is: 'filter', name, plugins: [name], skipped: false, weight: 0 });

describe('the keys in the matrix', () => {
  const columns = [filter('NodeName'), filter('NodePorts'), filter('NodeResourcesFit')];
  const rows = [row('a'), row('b', 'NodePorts')];

  it('go from cell to cell and stop at the edges', () => {
    expect(nextCell('ArrowLeft', { node: 'a', column: 0 }, rows, columns)).toEqual({ node: 'a', column: 0 });
    expect(nextCell('End', { node: 'a', column: 0 }, rows, columns)).toEqual({ node: 'a', column: 3 });
    expect(nextCell('x', { node: 'a', column: 0 }, rows, columns)).toBeUndefined();
  });

  it('end in a refused row at the filter that refused', () => {
    expect(nextCell('ArrowDown', { node: 'a', column: 3 }, rows, columns)).toEqual({ node: 'b', column: 1 });
    expect(nextCell('ArrowRight', { node: 'b', column: 1 }, rows, columns)).toEqual({ node: 'b', column: 1 });
  });
});

describe('the sieve', () => {
  const groups = [
    { fate: 'passed' as const, column: undefined, rows: [row('a'), row('b')] },
    { fate: 'refused' as const, column: 1, rows: [row('c'), row('d'), row('e')] },
  ];
  const geometry = sieveGeometry(groups, 100, 102);

  it('gives every node the same width, and finds each where it stands', () => {
    expect(geometry.pitch).toBe(20);
    geometry.order.forEach((_, place) => {
      expect(nodeAt(geometry, leftOf(geometry, place) + 1)).toBe(place);
    });
    expect(nodeAt(geometry, 99)).toBeUndefined();
    expect(nodeAt(geometry, 141)).toBeUndefined();
  });

  it('draws a row as one path: a block a node, or one block where there is no room', () => {
    const [, second] = geometry.groups;
    if (!second) throw new Error('no group');
    expect(blocks(second, 20, 0, 10).match(/M/g)).toHaveLength(3);
    expect(blocks(second, 2, 0, 10).match(/M/g)).toHaveLength(1);
  });

  it('draws narrow bars as an outline with corners only where the height changes', () => {
    const many = {
      ...groups[0],
      fate: 'passed' as const,
      column: undefined,
      rows: Array.from({ length: 5000 }, () => row('n')),
      from: 0,
      to: 500,
      first: 0,
    };
    expect(bars(many, 0.1, 100, () => 40)).toBe('M0 100H0V60H500V100z');
  });
});
