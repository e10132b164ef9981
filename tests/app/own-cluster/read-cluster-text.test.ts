import { describe, expect, it } from 'vitest';
import { readClusterText } from '../../../src/app/own-cluster/read-cluster-text.ts';

const printed = (items: readonly object[]) => JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
const read = (items: readonly object[]) => readClusterText(printed(items), () => {});

const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'n-1' },
  status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
};
const pod = (name: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'default' },
  spec: { containers: [{ name: 'main', image: 'nginx' }] },
  ...more,
});

describe('what kubectl printed of a cluster', () => {
  it('may hold kinds that have no spec, and a Node without one', () => {
    const found = read([
      node,
      { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'x' },
      { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 },
      { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace: 'default' } },
      pod('waiting'),
    ]);
    expect(found).not.toHaveProperty('refused');
    expect(found).toMatchObject({ summary: { leftOutCount: 0, pending: [{ name: 'default/waiting' }] } });
  });

  it('is taken without the items that are broken, and each of them is named', () => {
    const found = read([node, pod('empty', { spec: {} }), { kind: 'Node' }, pod('waiting')]);
    expect(found).toMatchObject({
      summary: {
        leftOutCount: 2,
        leftOut: [{ which: 'item 2, Pod default/empty' }, {}],
        pending: [{ name: 'default/waiting' }],
      },
    });
  });
});
