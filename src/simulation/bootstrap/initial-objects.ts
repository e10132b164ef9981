import { rfc3339, rfc3339Micro } from '../../kubernetes/api/times.ts';
import type { ApiObject } from '../../kubernetes/api/types.ts';
import { bootstrapObjects } from '../../kubernetes/authorization/bootstrap/objects.ts';
import { clusterCertificate } from '../../kubernetes/authorization/credentials-shown.ts';
import { base32, sha256 } from '../../kubernetes/network/sha256.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { diceFor, drawUid } from '../engine/dice.ts';
import { csiNodeObject, nodeObject } from './node-object.ts';

/** An object of etcd, and under which resource. */
export type Made = readonly [resource: string, object: ApiObject];

/** Where the control plane runs. */
const host = 'control-plane';

/** The cluster is an hour old. */
const born = -3_600_000;

/** What every cluster has before anybody asks for anything. */
export function initialObjects(scenario: Scenario): readonly Made[] {
  const draw = diceFor(scenario.seed, 'bootstrap');
  const meta = (name: string, namespace?: string, more: object = {}): ApiObject['metadata'] =>
    ({
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: drawUid(draw),
      resourceVersion: '',
      creationTimestamp: rfc3339(born),
      ...more,
    }) as ApiObject['metadata'];
  const namespaces = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];
  const nodes = scenario.cluster.nodes.map((node, index) =>
    nodeObject({ node, index, seed: scenario.seed, born }, meta(node.name)),
  );
  return [
    ...rolesAndBindings(scenario.seed),
    ...configurations(scenario.seed),
    ...namespaces.map(
      (name): Made => [
        'namespaces',
        namespaceObject(meta(name, undefined, { labels: { 'kubernetes.io/metadata.name': name } })),
      ],
    ),
    ...namespaces.map(
      (name): Made => [
        'serviceaccounts',
        { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta('default', name) },
      ],
    ),
    ...namespaces.map((name): Made => ['configmaps', rootCertificate(meta('kube-root-ca.crt', name))]),
    ...masterService(meta),
    ...['system-cluster-critical', 'system-node-critical'].map(
      (name, i): Made => ['priorityclasses', priorityClass(meta(name), 2_000_000_000 + i * 1000)],
    ),
    ...nodes.map((node): Made => ['nodes', node]),
    ...nodes.map((node): Made => ['csinodes', csiNodeObject(node, meta(node.metadata.name))]),
    ...scenario.cluster.nodes.map((node): Made => ['leases', lease(meta(node.name, 'kube-node-lease'), node.name, 40)]),
    ...['kube-controller-manager', 'kube-scheduler'].map(
      (name): Made => ['leases', lease(meta(name, 'kube-system'), `${host}_${drawUid(draw)}`, 15)],
    ),
    apiServerLease(scenario.seed),
  ];
}

/**
 * What the API server keeps in ConfigMaps about itself.
 * Source: v1.35 pkg/controlplane/controller/{clusterauthenticationtrust,legacytokentracking}
 */
function configurations(seed: number): readonly Made[] {
  const draw = diceFor(seed, 'configurations');
  const given = {
    'extension-apiserver-authentication': { 'client-ca-file': clusterCertificate },
    'kube-apiserver-legacy-service-account-token-tracking': { since: rfc3339(born).slice(0, 10) },
  };
  return Object.entries(given).map(([name, data]): Made => {
    const stored = { uid: drawUid(draw), resourceVersion: '', creationTimestamp: rfc3339(born) };
    const metadata = { name, namespace: 'kube-system', ...stored };
    return ['configmaps', { apiVersion: 'v1', kind: 'ConfigMap', metadata, ...{ data } }];
  });
}

/** Their uids come from a stream of their own, so that those of the other objects are what they would be without them. */
function rolesAndBindings(seed: number): readonly Made[] {
  const draw = diceFor(seed, 'rbac');
  return bootstrapObjects.map(({ resource, kind, name, namespace, labels, annotations, fields }): Made => {
    const metadata = {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid: drawUid(draw),
      resourceVersion: '',
      creationTimestamp: rfc3339(born),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
    };
    return [resource, { apiVersion: 'rbac.authorization.k8s.io/v1', kind, metadata, ...fields }];
  });
}

function namespaceObject(metadata: ApiObject['metadata']): ApiObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata,
    ...{ spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
  };
}

const rootCertificate = (metadata: ApiObject['metadata']): ApiObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata,
  ...{ data: { 'ca.crt': clusterCertificate } },
});

const priorityClass = (metadata: ApiObject['metadata'], value: number): ApiObject => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata,
  ...{ value, preemptionPolicy: 'PreemptLowerPriority' },
});

export const lease = (metadata: ApiObject['metadata'], holder: string, seconds: number): ApiObject => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata,
  ...{ spec: { holderIdentity: holder, leaseDurationSeconds: seconds, renewTime: rfc3339Micro(0) } },
});

/**
 * How the API server makes itself known: named after a hash of its host.
 * Source: v1.35 pkg/controlplane/apiserver/server.go, apiserver pkg/server/config.go APIServerID
 */
function apiServerLease(seed: number): Made {
  const draw = diceFor(seed, 'api server identity');
  const name = `apiserver-${base32(sha256(host).slice(0, 16)).toLowerCase()}`;
  const metadata = {
    name,
    namespace: 'kube-system',
    uid: drawUid(draw),
    resourceVersion: '',
    creationTimestamp: rfc3339(born),
    labels: { 'apiserver.kubernetes.io/identity': 'kube-apiserver', 'kubernetes.io/hostname': host },
  };
  return ['leases', lease(metadata, `${name}_${drawUid(draw)}`, 3600)];
}

/** The API server's own Service, with its EndpointSlice: no selector, the API server writes the addresses itself. */
function masterService(
  meta: (name: string, namespace?: string, more?: object) => ApiObject['metadata'],
): readonly Made[] {
  const labels = { component: 'apiserver', provider: 'kubernetes' };
  const service = {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: meta('kubernetes', 'default', { labels }),
    spec: {
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      internalTrafficPolicy: 'Cluster',
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      ports: [{ name: 'https', port: 443, protocol: 'TCP', targetPort: 6443 }],
      sessionAffinity: 'None',
      type: 'ClusterIP',
    },
    status: { loadBalancer: {} },
  };
  const slice = {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: meta('kubernetes', 'default', { labels: { 'kubernetes.io/service-name': 'kubernetes' } }),
    addressType: 'IPv4',
    endpoints: [{ addresses: ['192.168.56.10'], conditions: { ready: true } }],
    ports: [{ name: 'https', port: 6443, protocol: 'TCP' }],
  };
  const endpoints = {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: meta('kubernetes', 'default', { labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } }),
    subsets: [{ addresses: [{ ip: '192.168.56.10' }], ports: [{ name: 'https', port: 6443, protocol: 'TCP' }] }],
  };
  return [
    ['services', service],
    ['endpointslices', slice],
    ['endpoints', endpoints],
  ];
}
