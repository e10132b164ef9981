import { expect, it } from 'vitest';
import { around } from '../../../../src/app/documents.ts';
import type { OwnCluster } from '../../../../src/app/own-cluster/own-cluster.ts';
import { ownObjects } from '../../../../src/app/own-cluster/own-objects.ts';
import { withNode } from '../../../../src/app/what-if/apply/with-node.ts';
import type { Manifest, Node } from '../../../../src/kubernetes/api/types.ts';

const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'new-node-1', labels: { disk: 'ssd' } },
  status: { capacity: { cpu: '4' }, allocatable: { cpu: '4' } },
} as unknown as Node;

it('a node that is added to a scenario stands among its nodes', () => {
  const { scenario } = withNode(around('pod.yaml', ''), node);
  expect(scenario).toMatch(/worker-3[\s\S]*name: new-node-1, capacity: \{ cpu: "?4"? \}, labels: \{ disk: ssd \}/);
});

it('a node that is added to a cluster of one’s own has joined it, and the scenario stays as it was', async () => {
  const there: Manifest = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'theirs' } };
  const imported = {
    id: 'one',
    name: 'cluster.json',
    json: new Blob([JSON.stringify([there])]),
  } as unknown as OwnCluster;
  const before = { ...around('pod.yaml', ''), imported };
  const after = withNode(before, node);
  expect(after.scenario).toBe(before.scenario);
  const objects = after.imported === undefined ? [] : await ownObjects(after.imported);
  expect(objects).toMatchObject([
    { metadata: { name: 'theirs' } },
    { metadata: { name: 'new-node-1' }, status: { conditions: [{ type: 'Ready', status: 'True' }] } },
  ]);
});
