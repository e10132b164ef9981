import type { FieldError } from '../api/field-error.ts';
import type { Fields } from '../api/fields.ts';
import type { Manifest } from '../api/types.ts';
import { validateAdmissionPolicy, validateAdmissionPolicyBinding } from './admission-policy.ts';
import { validateCertificateSigningRequest } from './certificate-signing-request.ts';
import { validateCronJob } from './cron-job.ts';
import { validateCsiDriver } from './csi-driver.ts';
import { validateDaemonSet } from './daemon-set.ts';
import { validateEndpointSlice } from './endpoint-slice.ts';
import { validateEndpoints } from './endpoints.ts';
import { firstKinds, named } from './first-kinds.ts';
import { validateFlowSchema } from './flow-schema.ts';
import { validateHorizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts';
import { validateIngress } from './ingress.ts';
import { validateIngressClass } from './ingress-class.ts';
import { validateJob } from './job.ts';
import { validateLease } from './lease.ts';
import { validateLimitRange } from './limit-range.ts';
import { validateMetaChange } from './meta-change.ts';
import { validateNetworkPolicy } from './network-policy.ts';
import { validateNode } from './node.ts';
import { validatePersistentVolume } from './persistent-volume.ts';
import { validatePersistentVolumeClaim } from './persistent-volume-claim.ts';
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
import { type KindRules, problemsOfChange, problemsOfNew } from './validate.ts';
import { validateWebhookConfiguration } from './webhook-configuration.ts';
import { validateDeployment, validateReplicaSet } from './workloads.ts';

function* podTemplate(object: Fields): Generator<FieldError> {
  yield* named(object);
  yield* validatePodTemplate(object.template, 'template');
}

/** Every kind whose fields are checked. */
export const allKinds: KindRules = {
  validators: {
    ...firstKinds.validators,
    Deployment: validateDeployment,
    ReplicaSet: validateReplicaSet,
    Service: validateService,
    ReplicationController: validateReplicationController,
    DaemonSet: (object) => validateDaemonSet(object as unknown as Manifest),
    StatefulSet: (object) => validateStatefulSet(object as unknown as Manifest),
    Job: (object) => validateJob(object as unknown as Manifest),
    CronJob: (object) => validateCronJob(object as unknown as Manifest),
    PodTemplate: podTemplate,
    Endpoints: validateEndpoints,
    EndpointSlice: validateEndpointSlice,
    Ingress: validateIngress,
    IngressClass: validateIngressClass,
    NetworkPolicy: validateNetworkPolicy,
    Node: validateNode,
    PersistentVolume: validatePersistentVolume,
    PersistentVolumeClaim: validatePersistentVolumeClaim,
    StorageClass: validateStorageClass,
    VolumeAttributesClass: validateVolumeAttributesClass,
    CSIDriver: validateCsiDriver,
    Lease: validateLease,
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
    ValidatingAdmissionPolicy: validateAdmissionPolicy,
    ValidatingAdmissionPolicyBinding: validateAdmissionPolicyBinding,
    ValidatingWebhookConfiguration: validateWebhookConfiguration,
    MutatingWebhookConfiguration: validateWebhookConfiguration,
    CertificateSigningRequest: validateCertificateSigningRequest,
    FlowSchema: validateFlowSchema,
  },
  updates: updateRules,
  metadata: validateMetaChange,
};

/** Everything that is wrong with a new object of any kind. */
export const validateCreate = (object: Manifest): readonly FieldError[] => problemsOfNew(object, allKinds);

/** The same for a changed object, and what may not change. */
export const validateUpdate = (object: Manifest, old: Manifest): readonly FieldError[] =>
  problemsOfChange(object, old, allKinds);
