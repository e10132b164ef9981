import type { FieldError } from '../api/field-error.ts';
import { type Fields, own } from '../api/fields.ts';
import { isDns1123Label, isPathSegmentName } from '../api/names.ts';
import type { Manifest } from '../api/types.ts';
import { validateConfigMap, validateSecret } from './config-data.ts';
import { validateCronJob } from './cron-job.ts';
import { validateCsiDriver } from './csi-driver.ts';
import { validateDaemonSet } from './daemon-set.ts';
import { validateEndpointSlice } from './endpoint-slice.ts';
import { validateEndpoints } from './endpoints.ts';
import { validateHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { validateIngress } from './ingress.ts';
import { validateIngressClass } from './ingress-class.ts';
import { validateJob } from './job.ts';
import { validateLimitRange } from './limit-range.ts';
import { validateNetworkPolicy } from './network-policy.ts';
import { validateNode } from './node.ts';
import { subdomainName, validateObjectMeta } from './object-meta.ts';
import { validatePersistentVolume } from './persistent-volume.ts';
import { validatePersistentVolumeClaim } from './persistent-volume-claim.ts';
import { validatePod } from './pod.ts';
import { validatePodDisruptionBudget } from './pod-disruption-budget.ts';
import { validatePodTemplate } from './pod-spec.ts';
import { validatePriorityClass } from './priority-class.ts';
import { validateReplicationController } from './replication-controller.ts';
import { validateResourceQuota } from './resource-quota.ts';
import { validateRole, validateRoleBinding } from './roles.ts';
import { validateRuntimeClass } from './runtime-class.ts';
import { validateService } from './service.ts';
import { validateStatefulSet } from './stateful-set.ts';
import { validateStorageClass, validateVolumeAttributesClass } from './storage-class.ts';
import { updateRules } from './updates.ts';
import { validateDeployment, validateReplicaSet } from './workloads.ts';

type Rules = (object: Fields) => Iterable<FieldError>;

const named: Rules = (object) => validateObjectMeta(object.metadata, true, subdomainName);

function* podTemplate(object: Fields): Generator<FieldError> {
  yield* named(object);
  yield* validatePodTemplate(object.template, 'template');
}

/** One validator for each kind whose fields are checked. */
const validators: Readonly<Record<string, Rules>> = {
  Pod: validatePod,
  Deployment: validateDeployment,
  ReplicaSet: validateReplicaSet,
  ReplicationController: validateReplicationController,
  DaemonSet: (object) => validateDaemonSet(object as unknown as Manifest),
  StatefulSet: (object) => validateStatefulSet(object as unknown as Manifest),
  Job: (object) => validateJob(object as unknown as Manifest),
  CronJob: (object) => validateCronJob(object as unknown as Manifest),
  PodTemplate: podTemplate,
  Service: validateService,
  Endpoints: validateEndpoints,
  EndpointSlice: validateEndpointSlice,
  Ingress: validateIngress,
  IngressClass: validateIngressClass,
  NetworkPolicy: validateNetworkPolicy,
  Namespace: (object) => validateObjectMeta(object.metadata, false, isDns1123Label),
  Node: validateNode,
  ServiceAccount: named,
  ConfigMap: validateConfigMap,
  Secret: validateSecret,
  PersistentVolume: validatePersistentVolume,
  PersistentVolumeClaim: validatePersistentVolumeClaim,
  StorageClass: validateStorageClass,
  VolumeAttributesClass: validateVolumeAttributesClass,
  CSIDriver: validateCsiDriver,
  LimitRange: validateLimitRange,
  ResourceQuota: validateResourceQuota,
  PriorityClass: validatePriorityClass,
  PodDisruptionBudget: validatePodDisruptionBudget,
  HorizontalPodAutoscaler: validateHorizontalPodAutoscaler,
  RuntimeClass: validateRuntimeClass,
  Role: validateRole,
  ClusterRole: validateRole,
  RoleBinding: validateRoleBinding,
  ClusterRoleBinding: validateRoleBinding,
};

/** Written every few seconds by the cluster's own components, which make no mistakes here. */
const frequent = new Set(['Event', 'Lease']);

/** Any object has a name that can stand in a path. Source: v1.35 apiserver pkg/registry/rest/create.go BeforeCreate */
const anyName: Rules = (object) => validateObjectMeta(object.metadata, true, isPathSegmentName);

/** Everything that is wrong with a new object, in the server's order. Source: v1.35 pkg/apis */
export function validateCreate(object: Manifest): readonly FieldError[] {
  if (frequent.has(object.kind)) return [];
  return [...(own(validators, object.kind) ?? anyName)(object)];
}

/** The same for a changed object, and what may not change. Source: v1.35 pkg/registry/*\/strategy.go ValidateUpdate */
export function validateUpdate(object: Manifest, old: Manifest): readonly FieldError[] {
  if (frequent.has(object.kind)) return [];
  const rules = own(updateRules, object.kind);
  const again = own(validators, object.kind) ?? anyName;
  return rules === undefined ? [...again(object)] : [...rules(object, old, again)];
}
