import { describe, expect, it } from 'vitest';
import type { ClusterView } from '../../../src/kubernetes/api/calls.ts';
import { authorize } from '../../../src/kubernetes/authorization/authorize.ts';
import { authorizeNode } from '../../../src/kubernetes/authorization/node-authorizer.ts';

const web = {
  metadata: { name: 'web', namespace: 'default' },
  spec: {
    nodeName: 'worker-1',
    serviceAccountName: 'shop',
    containers: [{ name: 'web', envFrom: [{ configMapRef: { name: 'settings' } }] }],
    volumes: [
      { name: 'tls', secret: { secretName: 'web-tls' } },
      { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
      { name: 'scratch', ephemeral: {} },
    ],
  },
};
const volume = { metadata: { name: 'vol-1' }, spec: { claimRef: { namespace: 'default', name: 'data' } } };
const stored: Readonly<Record<string, readonly { readonly metadata: { readonly name: string } }[]>> = {
  pods: [web],
  persistentvolumes: [volume],
};
const view: ClusterView = {
  get: (resource, _namespace, name) => (stored[resource] ?? []).find(({ metadata }) => metadata.name === name),
  list: (resource) => stored[resource] ?? [],
};

const kubelet = (node: string) => ({ name: `system:node:${node}`, groups: ['system:nodes', 'system:authenticated'] });
const may = (node: string, verb: string, resource: string, name: string, more: object = {}) =>
  authorizeNode(kubelet(node), { verb, resource, group: '', namespace: 'default', name, ...more }, view);

describe('a kubelet', () => {
  it.each([
    ['secrets', 'web-tls'],
    ['configmaps', 'settings'],
    ['persistentvolumeclaims', 'data'],
    ['persistentvolumeclaims', 'web-scratch'],
    ['persistentvolumes', 'vol-1'],
    ['pods', 'web'],
  ])('reads of %s what the Pods of its node name: %s', (resource, name) => {
    expect(may('worker-1', 'get', resource, name)?.allowed).toBe(true);
    expect(may('worker-2', 'get', resource, name)).toEqual({
      allowed: false,
      reason: "no relationship found between node 'worker-2' and this object",
    });
  });

  it('makes tokens for the service accounts of its Pods only', () => {
    expect(may('worker-1', 'create', 'serviceaccounts', 'shop', { subresource: 'token' })?.allowed).toBe(true);
    expect(may('worker-1', 'create', 'serviceaccounts', 'default', { subresource: 'token' })?.allowed).toBe(false);
  });

  it.each([
    ['secrets', 'update', 'can only read resources of this type'],
    ['persistentvolumeclaims', 'list', 'can only get individual resources of this type'],
    ['pods', 'list', 'can only list/watch pods with spec.nodeName field selector'],
    ['nodes', 'get', "node 'worker-1' cannot read 'web-tls', only its own Node object"],
  ])('is told what it may do with %s when it would %s', (resource, verb, reason) => {
    expect(may('worker-1', verb, resource, 'web-tls')).toEqual({ allowed: false, reason });
  });

  it('lists the Pods of its node', () => {
    const fields = { 'spec.nodeName': 'worker-1' };
    expect(
      authorizeNode(kubelet('worker-1'), { verb: 'watch', resource: 'pods', group: '', fields }, view)?.allowed,
    ).toBe(true);
  });

  it('keeps its own lease, and no other', () => {
    const lease = { group: 'coordination.k8s.io', namespace: 'kube-node-lease' };
    expect(may('worker-1', 'update', 'leases', 'worker-1', lease)?.allowed).toBe(true);
    expect(may('worker-1', 'update', 'leases', 'worker-2', lease)?.reason).toBe(
      'can only access node lease with the same name as the requesting node',
    );
  });
});

describe('the components of the cluster', () => {
  it('may no more than the stored roles give them', () => {
    const scheduler = { name: 'system:kube-scheduler', groups: ['system:authenticated'] };
    expect(authorize(scheduler, { verb: 'delete', resource: 'secrets', group: '' }, view)).toEqual({
      allowed: false,
      reason: '',
    });
  });
});
