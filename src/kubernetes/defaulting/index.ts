import type { Fields } from '../api/fields.ts';
import { own } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { defaultAdmissionPolicy, defaultAdmissionPolicyBinding, defaultWebhooks } from './admission-registration.ts';
import {
  defaultApiService,
  defaultCustomResourceDefinition,
  defaultFlowSchema,
  defaultPodTemplateObject,
  defaultPriorityLevel,
  defaultResourceClaim,
  defaultResourceClaimTemplate,
} from './cluster-services.ts';
import { defaultCsiDriver } from './csi-driver.ts';
import { defaultDaemonSet } from './daemon-set.ts';
import { defaultDeployment } from './deployment.ts';
import { defaultAutoscaler } from './horizontal-pod-autoscaler.ts';
import { defaultCronJob, defaultJob } from './job.ts';
import { defaultClaim, defaultStorageClass, defaultVolumeObject } from './persistent-volume-claim.ts';
import { defaultPod } from './pod.ts';
import {
  defaultEndpointSlice,
  defaultEndpoints,
  defaultIngressClass,
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
  IngressClass: defaultIngressClass,
  CSIDriver: defaultCsiDriver,
  PodTemplate: defaultPodTemplateObject,
  MutatingWebhookConfiguration: defaultWebhooks,
  ValidatingWebhookConfiguration: defaultWebhooks,
  ValidatingAdmissionPolicy: defaultAdmissionPolicy,
  ValidatingAdmissionPolicyBinding: defaultAdmissionPolicyBinding,
  FlowSchema: defaultFlowSchema,
  PriorityLevelConfiguration: defaultPriorityLevel,
  APIService: defaultApiService,
  CustomResourceDefinition: defaultCustomResourceDefinition,
  ResourceClaim: defaultResourceClaim,
  ResourceClaimTemplate: defaultResourceClaimTemplate,
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
