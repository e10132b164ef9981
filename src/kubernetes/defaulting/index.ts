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
import { type Defaults, withDefaults } from './default-object.ts';
import { defaultDeployment } from './deployment.ts';
import { firstDefaults } from './first-kinds.ts';
import { defaultAutoscaler } from './horizontal-pod-autoscaler.ts';
import { defaultCronJob, defaultJob } from './job.ts';
import { defaultNamespace } from './namespace.ts';
import { defaultNode } from './node.ts';
import { defaultClaim, defaultStorageClass, defaultVolumeObject } from './persistent-volume-claim.ts';
import { defaultIngressClass, defaultLimitRange, defaultNetworkPolicy } from './policies.ts';
import { defaultReplicaSet, defaultReplicationController } from './replica-set.ts';
import { defaultService } from './service.ts';
import { defaultStatefulSet } from './stateful-set.ts';

/** The defaults of every kind that has any. */
export const allDefaults: Defaults = {
  ...firstDefaults,
  Deployment: defaultDeployment,
  ReplicaSet: defaultReplicaSet,
  Service: defaultService,
  Namespace: defaultNamespace,
  ReplicationController: defaultReplicationController,
  DaemonSet: defaultDaemonSet,
  StatefulSet: defaultStatefulSet,
  Job: defaultJob,
  CronJob: defaultCronJob,
  PersistentVolume: defaultVolumeObject,
  PersistentVolumeClaim: defaultClaim,
  StorageClass: defaultStorageClass,
  LimitRange: defaultLimitRange,
  NetworkPolicy: defaultNetworkPolicy,
  HorizontalPodAutoscaler: defaultAutoscaler,
  IngressClass: defaultIngressClass,
  CSIDriver: defaultCsiDriver,
  Node: defaultNode,
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

/** The same for any kind. */
export const defaultObject = (object: Manifest): Manifest => withDefaults(object, allDefaults);
