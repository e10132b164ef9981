import { describe, expect, it } from 'vitest';
import type { Node, Pod } from '../../../src/kubernetes/api/types.ts';
import { placementAt } from '../../../src/story/placement/placement.ts';
import { cellStory } from '../../../src/story/placement/placement-cell.ts';
import { columnsOf } from '../../../src/story/placement/placement-columns.ts';
import { totalStory } from '../../../src/story/placement/placement-total.ts';
import { frameAt } from '../../../src/trace/frame.ts';
import { storyOf } from '../story-of.ts';

const story = storyOf('not-enough-cpu');

function cell(at: number, node: string, is: 'filter' | 'score', plugin: string) {
  const placement = placementAt(story, at, undefined);
  const row = placement?.rows.find((each) => each.node === node);
  if (!placement || !row) throw new Error(`nothing was decided about ${node}`);
  const columns = columnsOf(placement);
  const frame = frameAt(story.index, placement.at);
  const objects = {
    pod: frame.object(placement.about) as Pod | undefined,
    node: frame.object(`nodes//${node}`) as Node | undefined,
  };
  const column = columns.findIndex((each) => each.is === is && each.plugins.includes(plugin));
  return cellStory(placement, columns, column, row, objects);
}

describe('a cell of the matrix', () => {
  it('shows what was asked, free and allocatable, and the fields that decided', () => {
    const told = cell(1000, 'worker-1', 'filter', 'NodeResourcesFit');
    expect(told?.title).toBe('NodeResourcesFit, worker-1: refused');
    expect(told?.says).toContain('The Pod asks 1 CPU; 500m are free of 2 CPU. 500m short.');
    expect(told?.facts).toContainEqual([
      'CPU',
      'asked 1000m; free 500m: allocatable 2000m less 1500m requested by its Pods',
    ]);
    expect(told?.nodeField).toBe('status.allocatable');
    expect(told?.podField).toBe('spec.containers[0].resources.requests.cpu');
  });

  it('shows the taints of the node beside the tolerations of the Pod', () => {
    const told = cell(1000, 'worker-3', 'filter', 'TaintToleration');
    expect(told?.facts).toContainEqual(['taints of the node', 'dedicated=gpu:NoSchedule']);
    expect(told?.podField).toBe('spec.tolerations');
  });

  it('says of a filter behind the refusal that it was not asked', () => {
    expect(cell(1000, 'worker-3', 'filter', 'NodeResourcesFit')?.says).toMatch(/^Not asked/);
  });

  it('says of a skipped filter that it checks nothing the Pod asks', () => {
    const told = cell(1000, 'worker-1', 'filter', 'NodePorts');
    expect(told?.says).toMatch(/^Skipped/);
    expect(told?.podField).toBeUndefined();
  });
});

describe('the total of a node', () => {
  it('is nothing where one node alone was left', () => {
    const placement = placementAt(story, 9e9, undefined);
    const row = placement?.rows.find(({ node }) => node === placement.chosen);
    if (!placement || !row) throw new Error('nothing was chosen');
    expect(totalStory(placement, row).says).toContain('nothing is scored');
  });
});
