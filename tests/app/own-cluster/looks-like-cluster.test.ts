import { expect, it } from 'vitest';
import { looksLikeCluster } from '../../../src/app/own-cluster/looks-like-cluster.ts';

const list = {
  apiVersion: 'v1',
  items: [{ apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, status: { allocatable: {} } }],
  kind: 'List',
};

it('a text with a Node in it is a cluster, however it is written', () => {
  expect(looksLikeCluster(JSON.stringify(list))).toBe(true);
  expect(looksLikeCluster(JSON.stringify(list, null, 4))).toBe(true);
  expect(looksLikeCluster('apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Node\n')).toBe(true);
  expect(looksLikeCluster("apiVersion: v1\nkind: 'Node'\n")).toBe(true);
});

it('what a person creates is none', () => {
  expect(looksLikeCluster('apiVersion: v1\nkind: Pod\nspec:\n  nodeName: a\n')).toBe(false);
  expect(looksLikeCluster('{"kind":"Pod","spec":{"nodeSelector":{"kind":"Nodepool"}}}')).toBe(false);
});
