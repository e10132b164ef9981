import { isFields, own } from '../../kubernetes/api/fields.ts';
import type { Manifest } from '../../kubernetes/api/types.ts';

/** What is kept of a value: all of it, some fields, or the same of each item of a list. */
type Shape = true | { readonly [field: string]: Shape } | readonly [Shape];

const metadata: Shape = {
  name: true,
  namespace: true,
  uid: true,
  labels: true,
  creationTimestamp: true,
  deletionTimestamp: true,
  ownerReferences: [{ apiVersion: true, kind: true, name: true, uid: true, controller: true }],
};

const ports: Shape = [{ containerPort: true, hostPort: true, hostIP: true, protocol: true }];
const containers: Shape = [{ name: true, image: true, resources: true, ports, restartPolicy: true }];
const statuses: Shape = [
  { name: true, image: true, ready: true, restartCount: true, resources: true, allocatedResources: true },
];

const selector: Shape = { matchLabels: true, matchExpressions: true };
const claimSpec: Shape = {
  accessModes: true,
  resources: true,
  storageClassName: true,
  volumeName: true,
  volumeMode: true,
  selector,
};

/** Disks that only one Pod or node may have. Source: v1.35 pkg/scheduler/framework/plugins/volumerestrictions */
const disks = {
  gcePersistentDisk: { pdName: true, readOnly: true },
  awsElasticBlockStore: { volumeID: true, readOnly: true },
  azureDisk: { diskName: true, diskURI: true, readOnly: true },
  rbd: { monitors: true, pool: true, image: true, readOnly: true },
  iscsi: { iqn: true, lun: true, targetPortal: true, readOnly: true },
} as const satisfies Shape;

const podSpec: Shape = {
  nodeName: true,
  nodeSelector: true,
  affinity: true,
  tolerations: true,
  topologySpreadConstraints: true,
  priority: true,
  priorityClassName: true,
  preemptionPolicy: true,
  schedulerName: true,
  schedulingGates: true,
  overhead: true,
  resources: true,
  hostNetwork: true,
  os: true,
  runtimeClassName: true,
  serviceAccountName: true,
  containers,
  initContainers: containers,
  volumes: [
    {
      name: true,
      persistentVolumeClaim: { claimName: true, readOnly: true },
      ephemeral: { volumeClaimTemplate: { spec: claimSpec } },
      csi: { driver: true },
      ...disks,
    },
  ],
};

const template: Shape = { metadata: { labels: true }, spec: podSpec };
const workload: Shape = { spec: { replicas: true, selector, template }, status: { replicas: true } };

/** By kind, what kube-scheduler and the admission of a Pod look at. Kinds that are not here decide nothing. */
const shapes: Readonly<Record<string, { readonly [field: string]: Shape }>> = {
  Node: {
    spec: { taints: [{ key: true, value: true, effect: true }], unschedulable: true },
    status: {
      allocatable: true,
      capacity: true,
      conditions: [{ type: true, status: true, reason: true }],
      images: true,
      declaredFeatures: true,
    },
  },
  Pod: {
    spec: podSpec,
    status: {
      phase: true,
      nominatedNodeName: true,
      startTime: true,
      resources: true,
      conditions: [{ type: true, status: true, reason: true }],
      containerStatuses: statuses,
      initContainerStatuses: statuses,
    },
  },
  PersistentVolume: {
    spec: {
      capacity: true,
      accessModes: true,
      storageClassName: true,
      volumeMode: true,
      nodeAffinity: true,
      claimRef: { kind: true, namespace: true, name: true, uid: true },
      csi: { driver: true, volumeHandle: true },
      ...disks,
    },
    status: { phase: true },
  },
  PersistentVolumeClaim: { spec: claimSpec, status: { phase: true } },
  StorageClass: { provisioner: true, volumeBindingMode: true, allowedTopologies: true, reclaimPolicy: true },
  CSINode: { spec: { drivers: [{ name: true, allocatable: true, topologyKeys: true }] } },
  CSIDriver: { spec: true },
  CSIStorageCapacity: { nodeTopology: true, storageClassName: true, capacity: true, maximumVolumeSize: true },
  PriorityClass: { value: true, globalDefault: true, preemptionPolicy: true },
  RuntimeClass: { handler: true, overhead: true, scheduling: true },
  PodDisruptionBudget: {
    spec: true,
    status: { disruptionsAllowed: true, currentHealthy: true, desiredHealthy: true, expectedPods: true },
  },
  Namespace: { status: { phase: true } },
  ServiceAccount: {},
  Service: { spec: { selector: true, ports: [{ port: true, protocol: true }] } },
  ReplicationController: { spec: { replicas: true, selector: true, template }, status: { replicas: true } },
  ReplicaSet: workload,
  StatefulSet: { spec: { replicas: true, selector, serviceName: true, template }, status: { replicas: true } },
  Deployment: workload,
  DaemonSet: { spec: { selector, template } },
  Job: { spec: { completions: true, parallelism: true, template } },
  LimitRange: { spec: true },
  ResourceQuota: { spec: true, status: true },
};

/** Annotations that decide something: about volumes, and which class is the default. */
const isDeciding = (key: string): boolean => /^(pv|volume|storageclass|storage\.alpha)\.kubernetes\.io\//.test(key);

/**
 * An object with nothing but the fields that decide where a Pod goes; undefined where it decides nothing, as a Pod that
 * has ended. What is not listed is left out: environment, arguments, addresses, messages, annotations.
 */
export function reduced(object: Manifest): Manifest | undefined {
  const { apiVersion, kind } = object;
  const shape = own(shapes, kind) as (typeof shapes)[string] | undefined;
  const phase = (object['status'] as { readonly phase?: string } | undefined)?.phase;
  if (shape === undefined || (kind === 'Pod' && (phase === 'Succeeded' || phase === 'Failed'))) return undefined;
  const kept = picked(object, { metadata, ...shape }) as Manifest;
  const deciding = Object.entries(object.metadata?.annotations ?? {}).filter(([key]) => isDeciding(key));
  const annotations = deciding.length === 0 ? {} : { annotations: Object.fromEntries(deciding) };
  return { ...kept, apiVersion, kind, metadata: { ...kept.metadata, ...annotations } } as Manifest;
}

function picked(value: unknown, shape: Shape): unknown {
  if (shape === true) return value;
  if (Array.isArray(shape)) return Array.isArray(value) ? value.map((item) => picked(item, shape[0] as Shape)) : value;
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(shape as Readonly<Record<string, Shape>>).flatMap(([field, inner]) => {
      const found = own(value, field);
      return found === undefined || found === null ? [] : [[field, picked(found, inner)]];
    }),
  );
}
