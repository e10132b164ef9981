import type { Fields } from '../api/fields.ts';
import { own } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { defaultDaemonSet } from './daemon-set.ts';
import { defaultDeployment } from './deployment.ts';
import { defaultCronJob, defaultJob } from './job.ts';
import { defaultClaim, defaultStorageClass, defaultVolumeObject } from './persistent-volume-claim.ts';
import { defaultPod } from './pod.ts';
import {
  defaultAutoscaler,
  defaultEndpointSlice,
  defaultEndpoints,
  defaultLimitRange,
  defaultNetworkPolicy,
  defaultNode,
  defaultPriorityClass,
  defaultRoleBinding,
  defaultSecret,
} from './policies.ts';
import { defaultReplicaSet, defaultReplicationController } from './replica-set.ts';
import { defaultService } from './service.ts';
import { defaultStatefulSet } from './stateful-set.ts';

/** Kinds that are not listed have no defaults. */
const byKind: Readonly<Record<string, (object: Fields) => Fields>> = {
  Pod: defaultPod,
  Deployment: defaultDeployment,
  ReplicaSet: defaultReplicaSet,
  ReplicationController: defaultReplicationController,
  DaemonSet: defaultDaemonSet,
  StatefulSet: defaultStatefulSet,
  Job: defaultJob,
  CronJob: defaultCronJob,
  Service: defaultService,
  Secret: defaultSecret,
  Endpoints: defaultEndpoints,
  EndpointSlice: defaultEndpointSlice,
  PersistentVolume: defaultVolumeObject,
  PersistentVolumeClaim: defaultClaim,
  StorageClass: defaultStorageClass,
  LimitRange: defaultLimitRange,
  NetworkPolicy: defaultNetworkPolicy,
  HorizontalPodAutoscaler: defaultAutoscaler,
  PriorityClass: defaultPriorityClass,
  RoleBinding: defaultRoleBinding,
  ClusterRoleBinding: defaultRoleBinding,
  Node: defaultNode,
};

/**
 * The object with everything filled in that nobody said: part of decoding, hence before admission.
 * Defaulting twice changes nothing.
 */
export function defaultObject(object: Manifest): Manifest {
  const change = own(byKind, object.kind);
  if (change === undefined) return object;
  const filled = change(object);
  return filled === object ? object : { ...filled, apiVersion: object.apiVersion, kind: object.kind };
}
