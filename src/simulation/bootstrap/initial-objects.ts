import { canonicalQuantity, subtractQuantities } from '../../kubernetes/api/quantity.ts';
import { rfc3339, rfc3339Micro } from '../../kubernetes/api/times.ts';
import type { ApiObject } from '../../kubernetes/api/types.ts';
import { knownImage, normalizedImage } from '../../kubernetes/node/programs/images.ts';
import type { NodeSpec, Scenario } from '../../scenario/scenario.ts';
import { diceFor, drawUid } from '../engine/dice.ts';

type Made = readonly [resource: string, object: ApiObject];

/** The cluster is an hour old. */
const born = -3_600_000;

/** Address of the n-th node, and the Pod range it was given. */
export const addressOf = (index: number): string =>
  `192.168.${56 + Math.floor((index + 11) / 250)}.${((index + 11) % 250) + (index + 11 >= 250 ? 1 : 0)}`;
export const podRangeOf = (index: number): string => `10.244.${index}`;

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
  return [
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
    ...scenario.cluster.nodes.map((node, i): Made => ['nodes', nodeObject(node, i, meta(node.name))]),
    ...scenario.cluster.nodes.map((node): Made => ['leases', lease(meta(node.name, 'kube-node-lease'), node.name, 40)]),
    ...['kube-controller-manager', 'kube-scheduler'].map(
      (name): Made => ['leases', lease(meta(name, 'kube-system'), `control-plane_${drawUid(draw)}`, 15)],
    ),
  ];
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
  ...{ data: { 'ca.crt': 'simulated' } },
});

const priorityClass = (metadata: ApiObject['metadata'], value: number): ApiObject => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata,
  ...{ value, preemptionPolicy: 'PreemptLowerPriority' },
});

const lease = (metadata: ApiObject['metadata'], holder: string, seconds: number): ApiObject => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata,
  ...{ spec: { holderIdentity: holder, leaseDurationSeconds: seconds, renewTime: rfc3339Micro(0) } },
});

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

/** Memory that the kubelet keeps back for its hard eviction threshold. Source: v1.35 pkg/kubelet/eviction defaults, memory.available<100Mi */
const kept = '100Mi';

function nodeObject(node: NodeSpec, index: number, metadata: ApiObject['metadata']): ApiObject {
  const capacity = Object.fromEntries(
    Object.entries(node.capacity).map(([name, quantity]) => [name, canonicalQuantity(quantity)]),
  );
  const allocatable = node.allocatable ?? {
    ...capacity,
    ...(capacity['memory'] === undefined ? {} : { memory: subtractQuantities(capacity['memory'], kept) }),
  };
  const labels = {
    'beta.kubernetes.io/arch': 'amd64',
    'beta.kubernetes.io/os': 'linux',
    'kubernetes.io/arch': 'amd64',
    'kubernetes.io/hostname': node.name,
    'kubernetes.io/os': 'linux',
    ...node.labels,
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { ...metadata, labels, ...(node.annotations === undefined ? {} : { annotations: node.annotations }) },
    ...{
      spec: {
        podCIDR: `${podRangeOf(index)}.0/24`,
        podCIDRs: [`${podRangeOf(index)}.0/24`],
        ...(node.taints.length === 0 ? {} : { taints: node.taints }),
        ...(node.unschedulable === true ? { unschedulable: true } : {}),
      },
      status: {
        addresses: [
          { type: 'InternalIP', address: addressOf(index) },
          { type: 'Hostname', address: node.name },
        ],
        allocatable,
        capacity,
        conditions: conditions(),
        daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
        images: node.images.map((image) => ({
          names: [normalizedImage(image), image],
          sizeBytes: knownImage(image).bytes,
        })),
        nodeInfo: {
          architecture: 'amd64',
          containerRuntimeVersion: 'containerd://1.6.36',
          kubeletVersion: 'v1.35.6',
          operatingSystem: 'linux',
          osImage: 'Debian GNU/Linux 12 (bookworm)',
          kernelVersion: '6.1.0',
        },
      },
    },
  };
}

function conditions(): readonly object[] {
  const condition = (type: string, status: string, reason: string, message: string): object => ({
    type,
    status,
    reason,
    message,
    lastHeartbeatTime: rfc3339(-60_000),
    lastTransitionTime: rfc3339(born),
  });
  return [
    condition('MemoryPressure', 'False', 'KubeletHasSufficientMemory', 'kubelet has sufficient memory available'),
    condition('DiskPressure', 'False', 'KubeletHasNoDiskPressure', 'kubelet has no disk pressure'),
    condition('PIDPressure', 'False', 'KubeletHasSufficientPID', 'kubelet has sufficient PID available'),
    condition('Ready', 'True', 'KubeletReady', 'kubelet is posting ready status'),
  ];
}
