import { describe, expect, it } from 'vitest';
import { naturalOrder } from '../../../src/story/natural-order.ts';
import { hiddenNames } from '../../../src/story/placement/hidden-names.ts';
import { type Placement, placementAt } from '../../../src/story/placement/placement.ts';
import { columnsOf, filterState, refusedAt } from '../../../src/story/placement/placement-columns.ts';
import { groupsOf } from '../../../src/story/placement/placement-groups.ts';
import { placementMarkdown } from '../../../src/story/placement/placement-markdown.ts';
import { inOrder } from '../../../src/story/placement/placement-order.ts';
import { wakesPod } from '../../../src/story/placement/placement-wakes.ts';
import { placementHead, placementSum, placementWhy } from '../../../src/story/placement/placement-why.ts';
import { refusalInWords } from '../../../src/story/placement/refusal-in-words.ts';
import { storyFrom, storyOf, storyOfManifest } from '../story-of.ts';

const cluster = (nodes: string, spec: string) => `apiVersion: podscope.dev/v1
kind: Scenario
metadata: {name: placing}
spec:
  until: 10s
  cluster:
    nodes:
${nodes}
  files:
    pod.yaml: |
      apiVersion: v1
      kind: Pod
      metadata: {name: incoming}
      spec: {${spec}}
  actions: [{kubectl: create -f pod.yaml}]
`;

const placed = (nodes: string, spec: string): Placement => {
  const found = placementAt(storyFrom(cluster(nodes, spec)), 10_000, undefined);
  if (!found) throw new Error('nothing was decided');
  return found;
};

const one = 'containers: [{name: c, image: nginx, resources: {requests: {cpu: "1"}}}]';
const mixed = placed(
  `      - {name: small, capacity: {cpu: 500m, memory: 4Gi, pods: "110"}}
      - {name: tainted, capacity: {cpu: "4", memory: 4Gi, pods: "110"}, taints: [{key: gpu, effect: NoSchedule}]}
      - {name: large, capacity: {cpu: "8", memory: 8Gi, pods: "110"}}
      - {name: middle, capacity: {cpu: "4", memory: 8Gi, pods: "110"}}`,
  one,
);

describe('a decision of kube-scheduler', () => {
  it('is told by its winner, its points, and who was refused', () => {
    const total = mixed.rows[0]?.total;
    expect(placementHead(mixed)).toBe(`large wins with ${total} points`);
    expect(placementSum(mixed)).toBe(
      'Pod default/incoming, attempt 1. 2 of 4 nodes passed the filters; small and tainted were refused.',
    );
  });

  it('sorts by total, the refused after them', () => {
    expect(mixed.rows.map(({ node }) => node)).toEqual(['large', 'middle', 'small', 'tainted']);
  });

  it('gives every total as the sum of weight times normalized score', () => {
    for (const { total, scores } of mixed.rows) {
      if (total === undefined) continue;
      const sum = scores.reduce((all, { normalized }, i) => all + normalized * (mixed.scores[i]?.weight ?? 0), 0);
      expect(sum).toBe(total);
    }
  });

  it('asks no filter after the one that refused', () => {
    const columns = columnsOf(mixed);
    const row = mixed.rows.find(({ node }) => node === 'tainted');
    if (!row) throw new Error('no such row');
    const at = refusedAt(columns, row) ?? -1;
    expect(columns[at]?.name).toBe('TaintToleration');
    expect(filterState(columns, at - 1, row)).toBe('passed');
    expect(filterState(columns, at, row)).toBe('refused');
    expect(filterState(columns, at + 1, row)).toBe('not asked');
  });

  it('says a shortage with its numbers', () => {
    const row = mixed.rows.find(({ node }) => node === 'small');
    expect(refusalInWords(row?.refused as Parameters<typeof refusalInWords>[0])).toBe(
      'asks 1 CPU; 500m are free of 500m. 500m short.',
    );
  });

  it('names the plugin that makes the difference, and what would be without it', () => {
    const [lead, without] = placementWhy(mixed);
    const [first, second] = mixed.rows;
    expect(lead).toContain(`It leads middle by ${(first?.total ?? 0) - (second?.total ?? 0)} point`);
    expect(without).toMatch(/^Without NodeResources\w+ /);
  });

  it('breaks a tie without dice, and says so', () => {
    const level = placementAt(
      storyOfManifest(`apiVersion: v1\nkind: Pod\nmetadata: {name: app}\nspec: {${one}}\n`),
      9e9,
      undefined,
    );
    if (!level) throw new Error('nothing was decided');
    expect(level.rows[0]?.node).toBe(level.chosen);
    expect(placementWhy(level)[0]).toMatch(/^worker-1, worker-2 and worker-3 are level with \d+ points\.$/);
    expect(placementWhy(level)[1]).toContain('No dice are thrown');
  });

  it('scores nothing where one node is left', () => {
    const alone = placed(
      `      - {name: a, capacity: {cpu: "4", memory: 4Gi, pods: "110"}}
      - {name: b, capacity: {cpu: 500m, memory: 4Gi, pods: "110"}}`,
      one,
    );
    expect(placementHead(alone)).toBe('a is the only node that fits');
    expect(columnsOf(alone).every(({ is }) => is === 'filter')).toBe(true);
    expect(placementWhy(alone).join(' ')).toContain('scores nothing');
  });
});

describe('a Pod that is refused', () => {
  const story = storyOf('not-enough-cpu');
  const first = placementAt(story, 1000, undefined);
  const last = placementAt(story, 9e9, undefined);
  if (!first || !last) throw new Error('nothing was decided');

  it('is tried again: the cursor says which attempt is shown', () => {
    expect([first.attempt, last.attempt]).toEqual([1, 2]);
    expect(first.attempts).toHaveLength(2);
    expect(first.chosen).toBeUndefined();
    expect(last.chosen).toBeDefined();
  });

  it('has the sentence that was written after this attempt', () => {
    expect(first?.message).toMatch(/^0\/3 nodes are available: 1 node\(s\) had untolerated taint/);
    expect(last.message).toBeUndefined();
  });

  it('is woken by what the plugins that refused it listen for', () => {
    expect(wakesPod(first)).toContain('a Pod that has a node is deleted');
    expect(wakesPod(first)).toContain('After 5 minutes');
    expect(wakesPod(last)).toBeUndefined();
  });
});

describe('many nodes', () => {
  it('are grouped: those that passed, then by the filter that refused, the most free first', () => {
    const groups = groupsOf(mixed, columnsOf(mixed), 'cpu');
    expect(groups.map(({ fate, rows }) => [fate, rows.map(({ node }) => node)])).toEqual([
      ['passed', ['large', 'middle']],
      ['refused', ['tainted']],
      ['refused', ['small']],
    ]);
  });

  it('come in the order asked for', () => {
    const names = (sort: Parameters<typeof inOrder>[1]) => inOrder(mixed.rows, sort, 'cpu').map(({ node }) => node);
    expect(names('name')).toEqual(['large', 'middle', 'small', 'tainted']);
    expect(names('free')[0]).toBe('large');
    expect(names('missing').slice(2)).toEqual(['small', 'tainted']);
  });

  it('are named with their numbers as numbers', () => {
    expect(['n-10', 'n-9', 'n', 'm-11'].toSorted(naturalOrder)).toEqual(['m-11', 'n', 'n-9', 'n-10']);
  });

  it('hide their names in every word that is shown or copied', () => {
    const names = hiddenNames(mixed.order);
    expect(names('tainted')).toBe('node-2');
    expect(names.in('small and tainted were refused; tainted-x was not.')).toBe(
      'node-1 and node-2 were refused; tainted-x was not.',
    );
    const copied = placementMarkdown(mixed, mixed.rows, { sentence: undefined, resource: 'cpu', names });
    expect(copied).toContain('## node-3 wins with');
    for (const node of mixed.order) expect(copied).not.toMatch(new RegExp(`\\b${node}\\b`));
  });
});
