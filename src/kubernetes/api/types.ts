import type {
  CoreV1Event,
  V1ConfigMap,
  V1Container,
  V1ContainerState,
  V1ContainerStatus,
  V1ControllerRevision,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Endpoints,
  V1Job,
  V1Lease,
  V1Namespace,
  V1Node,
  V1ObjectMeta,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodCondition,
  V1PodDisruptionBudget,
  V1PodSpec,
  V1PodStatus,
  V1PodTemplateSpec,
  V1Probe,
  V1ReplicaSet,
  V1ReplicationController,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V1StorageClass,
  V1Taint,
  V1Toleration,
  V2HorizontalPodAutoscaler,
} from '@kubernetes/client-node';

/**
 * An API type as it stands in JSON: the client library's models hold `Date`, the wire and etcd hold RFC 3339 text.
 * Fields stay optional as the library has them; `Stored` says what a stored object always has.
 */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer U)[]
    ? readonly Wire<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Wire<T[K]> }
      : T;

export type ObjectMeta = Wire<V1ObjectMeta>;

/** Anything with a kind: as typed by a person, so nothing else is sure. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata?: ObjectMeta;
  readonly [field: string]: unknown;
}

/** Metadata of an object that the API server has stored. */
export type StoredMeta = ObjectMeta & {
  readonly name: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
};

/** Any object that the API server has stored. */
export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: StoredMeta;
}

type Stored<T, K extends string, V extends string = 'v1'> = Omit<Wire<T>, 'apiVersion' | 'kind' | 'metadata'> & {
  readonly apiVersion: V;
  readonly kind: K;
  readonly metadata: StoredMeta;
};

export type Pod = Stored<V1Pod, 'Pod'> & { readonly spec: PodSpec };
export type PodSpec = Wire<V1PodSpec>;
export type PodStatus = Wire<V1PodStatus>;
export type PodCondition = Wire<V1PodCondition>;
export type PodTemplateSpec = Wire<V1PodTemplateSpec>;
export type Container = Wire<V1Container>;
export type ContainerStatus = Wire<V1ContainerStatus>;
export type ContainerState = Wire<V1ContainerState>;
export type Probe = Wire<V1Probe>;
export type Node = Stored<V1Node, 'Node'>;
export type Taint = Wire<V1Taint>;
export type Toleration = Wire<V1Toleration>;
export type Deployment = Stored<V1Deployment, 'Deployment', 'apps/v1'>;
export type ReplicaSet = Stored<V1ReplicaSet, 'ReplicaSet', 'apps/v1'>;
export type ReplicationController = Stored<V1ReplicationController, 'ReplicationController'>;
export type DaemonSet = Stored<V1DaemonSet, 'DaemonSet', 'apps/v1'>;
export type StatefulSet = Stored<V1StatefulSet, 'StatefulSet', 'apps/v1'>;
export type ControllerRevision = Stored<V1ControllerRevision, 'ControllerRevision', 'apps/v1'>;
export type Job = Stored<V1Job, 'Job', 'batch/v1'>;
export type CronJob = Stored<V1CronJob, 'CronJob', 'batch/v1'>;
export type PersistentVolumeClaim = Stored<V1PersistentVolumeClaim, 'PersistentVolumeClaim'>;
export type PersistentVolume = Stored<V1PersistentVolume, 'PersistentVolume'>;
export type PodDisruptionBudget = Stored<V1PodDisruptionBudget, 'PodDisruptionBudget', 'policy/v1'>;
export type HorizontalPodAutoscaler = Stored<V2HorizontalPodAutoscaler, 'HorizontalPodAutoscaler', 'autoscaling/v2'>;
export type StorageClass = Stored<V1StorageClass, 'StorageClass', 'storage.k8s.io/v1'>;
export type Service = Stored<V1Service, 'Service'>;
export type Endpoints = Stored<V1Endpoints, 'Endpoints'>;
export type EndpointSlice = Stored<V1EndpointSlice, 'EndpointSlice', 'discovery.k8s.io/v1'>;
export type Namespace = Stored<V1Namespace, 'Namespace'>;
export type ServiceAccount = Stored<V1ServiceAccount, 'ServiceAccount'>;
export type ConfigMap = Stored<V1ConfigMap, 'ConfigMap'>;
export type Secret = Stored<V1Secret, 'Secret'>;
export type Lease = Stored<V1Lease, 'Lease', 'coordination.k8s.io/v1'>;
export type KubeEvent = Stored<CoreV1Event, 'Event'>;
