import { binaryQuantity, canonicalQuantity, subtractQuantities, value } from '../../kubernetes/api/quantity.ts';
import { rfc3339 } from '../../kubernetes/api/times.ts';
import type { ApiObject } from '../../kubernetes/api/types.ts';
import { knownImage, normalizedImage } from '../../kubernetes/node/programs/images.ts';
import type { NodeSpec } from '../../scenario/scenario.ts';
import { diceFor, drawUid } from '../engine/dice.ts';

/** Memory that the kubelet keeps back for its hard eviction threshold. Source: v1.35 pkg/kubelet/eviction defaults, memory.available<100Mi */
const kept = '100Mi';

/** The same of its disk, nodefs.available<10%; the share is a float32. */
const share = Math.fround(0.1);

/** What the kubelet measures in bytes, and says in powers of 1024. Source: v1.35 pkg/kubelet/cadvisor/util.go CapacityFromMachineInfo */
const inBytes: ReadonlySet<string> = new Set(['memory', 'ephemeral-storage']);

/** Address of the n-th node, and the Pod range it was given. */
export const addressOf = (index: number): string =>
  `192.168.${56 + Math.floor((index + 11) / 250)}.${((index + 11) % 250) + (index + 11 >= 250 ? 1 : 0)}`;
export const podRangeOf = (index: number): string => `10.244.${index}`;

interface Settings {
  readonly node: NodeSpec;
  readonly index: number;
  readonly seed: number;
  /** Virtual ms at which the node joined. */
  readonly born: number;
}

/** A node as its kubelet registered it and as the controllers have completed it since. */
export function nodeObject({ node, index, seed, born }: Settings, metadata: ApiObject['metadata']): ApiObject {
  const range = `${podRangeOf(index)}.0/24`;
  const taints = taintsOf(node, born);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      ...metadata,
      labels: {
        'beta.kubernetes.io/arch': 'amd64',
        'beta.kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'kubernetes.io/hostname': node.name,
        'kubernetes.io/os': 'linux',
        ...node.labels,
      },
      annotations: {
        'node.alpha.kubernetes.io/ttl': '0',
        'volumes.kubernetes.io/controller-managed-attach-detach': 'true',
        ...node.annotations,
      },
    },
    ...{
      spec: {
        podCIDR: range,
        podCIDRs: [range],
        ...(taints.length === 0 ? {} : { taints }),
        ...(node.unschedulable === true ? { unschedulable: true } : {}),
      },
      status: {
        addresses: [
          { type: 'InternalIP', address: addressOf(index) },
          { type: 'Hostname', address: node.name },
        ],
        ...amounts(node),
        conditions: conditions(born),
        daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
        images: node.images.map((image) => ({
          names: [normalizedImage(image), image],
          sizeBytes: knownImage(image).bytes,
        })),
        nodeInfo: nodeInfo(node.name, seed),
      },
    },
  };
}

const cordoned = 'node.kubernetes.io/unschedulable';

function taintsOf(node: NodeSpec, born: number): readonly object[] {
  if (node.unschedulable !== true || node.taints.some(({ key }) => key === cordoned)) return node.taints;
  return [...node.taints, { key: cordoned, effect: 'NoSchedule', timeAdded: rfc3339(born) }];
}

/** The kernel of these machines offers huge pages, of which none are set aside. */
const hugePages = { 'hugepages-1Gi': '0', 'hugepages-2Mi': '0' };

function amounts(node: NodeSpec): object {
  const given = Object.fromEntries(
    Object.entries(node.capacity).map(([name, quantity]) => [
      name,
      inBytes.has(name) ? binaryQuantity(quantity) : canonicalQuantity(quantity),
    ]),
  );
  const { memory, 'ephemeral-storage': disk } = given;
  const allocatable = {
    ...given,
    ...(memory === undefined ? {} : { memory: subtractQuantities(memory, kept) }),
    ...(disk === undefined ? {} : { 'ephemeral-storage': subtractQuantities(disk, Math.floor(value(disk) * share)) }),
  };
  return {
    allocatable: { ...hugePages, ...(node.allocatable ?? allocatable) },
    capacity: { ...hugePages, ...given },
  };
}

function nodeInfo(name: string, seed: number): object {
  const draw = diceFor(seed, `machine/${name}`);
  return {
    architecture: 'amd64',
    bootID: drawUid(draw),
    containerRuntimeVersion: 'containerd://1.6.36',
    kernelVersion: '6.1.0',
    kubeProxyVersion: '',
    kubeletVersion: 'v1.35.6',
    machineID: drawUid(draw).replaceAll('-', ''),
    operatingSystem: 'linux',
    osImage: 'Debian GNU/Linux 12 (bookworm)',
    systemUUID: drawUid(draw),
  };
}

function conditions(born: number): readonly object[] {
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

/** Drivers that have taken the place of volume plugins of old. Source: v1.35 pkg/volume/csi/nodeinfomanager, csi-translation-lib */
const migrated = ['aws-ebs', 'azure-disk', 'azure-file', 'cinder', 'gce-pd', 'portworx-volume', 'vsphere-volume'];

/** What the kubelet says of CSI drivers on its node: that there are none. */
export const csiNodeObject = (node: ApiObject, metadata: ApiObject['metadata']): ApiObject => ({
  apiVersion: 'storage.k8s.io/v1',
  kind: 'CSINode',
  metadata: {
    ...metadata,
    annotations: {
      'storage.alpha.kubernetes.io/migrated-plugins': migrated.map((name) => `kubernetes.io/${name}`).join(','),
    },
    ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.metadata.name, uid: node.metadata.uid }],
  },
  ...{ spec: { drivers: null } },
});
