import { own } from '../api/fields.ts';
import { isByteField } from './byte-fields.ts';

/** Lists of amounts by resource name: their values are quantities. */
const amounts = new Set([
  'limits',
  'requests',
  'capacity',
  'allocatable',
  'hard',
  'used',
  'overhead',
  'podFixed',
  'default',
  'defaultRequest',
  'max',
  'min',
  'maxLimitRequestRatio',
  'allocatedResources',
]);

export const isAmountList = (field: string): boolean => amounts.has(field);

/** Numbers of 64 bits. */
const wide = new Set([
  'startingDeadlineSeconds',
  'activeDeadlineSeconds',
  'terminationGracePeriodSeconds',
  'tolerationSeconds',
  'expirationSeconds',
  'runAsUser',
  'runAsGroup',
  'fsGroup',
  'supplementalGroups',
  'generation',
  'observedGeneration',
  'deletionGracePeriodSeconds',
  'seconds',
  'sizeBytes',
  'revision',
]);

/**
 * Texts and lists of texts that have a Go type of their own, by struct and field.
 * Source: v1.35 staging/src/k8s.io/api/*\/types.go
 */
const namedTypes: Readonly<Record<string, string>> = {
  'ObjectMeta.uid': 'types.UID',
  'OwnerReference.uid': 'types.UID',
  'ObjectReference.uid': 'types.UID',
  'PodSpec.restartPolicy': 'v1.RestartPolicy',
  'PodSpec.dnsPolicy': 'v1.DNSPolicy',
  'PodSpec.preemptionPolicy': 'v1.PreemptionPolicy',
  'PriorityClass.preemptionPolicy': 'v1.PreemptionPolicy',
  'PodOS.name': 'v1.OSName',
  'Container.imagePullPolicy': 'v1.PullPolicy',
  'Container.terminationMessagePolicy': 'v1.TerminationMessagePolicy',
  'Container.restartPolicy': 'v1.ContainerRestartPolicy',
  'ContainerRestartRule.action': 'v1.ContainerRestartRuleAction',
  'ContainerRestartRuleOnExitCodes.operator': 'v1.ContainerRestartRuleOnExitCodesOperator',
  'ContainerResizePolicy.resourceName': 'v1.ResourceName',
  'ContainerResizePolicy.restartPolicy': 'v1.ResourceResizeRestartPolicy',
  'ContainerPort.protocol': 'v1.Protocol',
  'ServicePort.protocol': 'v1.Protocol',
  'EndpointPort.protocol': 'v1.Protocol',
  'NetworkPolicyPort.protocol': 'v1.Protocol',
  'HTTPGetAction.scheme': 'v1.URIScheme',
  'VolumeMount.mountPropagation': 'v1.MountPropagationMode',
  'VolumeMount.recursiveReadOnly': 'v1.RecursiveReadOnlyMode',
  'ImageVolumeSource.pullPolicy': 'v1.PullPolicy',
  'Capabilities.add': 'v1.Capability',
  'Capabilities.drop': 'v1.Capability',
  'SecurityContext.procMount': 'v1.ProcMountType',
  'SeccompProfile.type': 'v1.SeccompProfileType',
  'AppArmorProfile.type': 'v1.AppArmorProfileType',
  'PodSecurityContext.fsGroupChangePolicy': 'v1.PodFSGroupChangePolicy',
  'PodSecurityContext.supplementalGroupsPolicy': 'v1.SupplementalGroupsPolicy',
  'PodSecurityContext.seLinuxChangePolicy': 'v1.PodSELinuxChangePolicy',
  'Toleration.operator': 'v1.TolerationOperator',
  'Toleration.effect': 'v1.TaintEffect',
  'Taint.effect': 'v1.TaintEffect',
  'NodeSelectorRequirement.operator': 'v1.NodeSelectorOperator',
  'LabelSelectorRequirement.operator': 'v1.LabelSelectorOperator',
  'TopologySpreadConstraint.whenUnsatisfiable': 'v1.UnsatisfiableConstraintAction',
  'TopologySpreadConstraint.nodeAffinityPolicy': 'v1.NodeInclusionPolicy',
  'TopologySpreadConstraint.nodeTaintsPolicy': 'v1.NodeInclusionPolicy',
  'PodReadinessGate.conditionType': 'v1.PodConditionType',
  'EmptyDirVolumeSource.medium': 'v1.StorageMedium',
  'HostPathVolumeSource.type': 'v1.HostPathType',
  'PersistentVolumeClaimSpec.accessModes': 'v1.PersistentVolumeAccessMode',
  'PersistentVolumeClaimSpec.volumeMode': 'v1.PersistentVolumeMode',
  'PersistentVolumeSpec.accessModes': 'v1.PersistentVolumeAccessMode',
  'PersistentVolumeSpec.volumeMode': 'v1.PersistentVolumeMode',
  'PersistentVolumeSpec.persistentVolumeReclaimPolicy': 'v1.PersistentVolumeReclaimPolicy',
  'StorageClass.reclaimPolicy': 'v1.PersistentVolumeReclaimPolicy',
  'StorageClass.volumeBindingMode': 'v1.VolumeBindingMode',
  'CSIDriverSpec.fsGroupPolicy': 'v1.FSGroupPolicy',
  'CSIDriverSpec.volumeLifecycleModes': 'v1.VolumeLifecycleMode',
  'ServiceSpec.type': 'v1.ServiceType',
  'ServiceSpec.sessionAffinity': 'v1.ServiceAffinity',
  'ServiceSpec.externalTrafficPolicy': 'v1.ServiceExternalTrafficPolicy',
  'ServiceSpec.internalTrafficPolicy': 'v1.ServiceInternalTrafficPolicy',
  'ServiceSpec.ipFamilyPolicy': 'v1.IPFamilyPolicy',
  'ServiceSpec.ipFamilies': 'v1.IPFamily',
  'EndpointSlice.addressType': 'v1.AddressType',
  'Secret.type': 'v1.SecretType',
  'NamespaceSpec.finalizers': 'v1.FinalizerName',
  'ResourceQuotaSpec.scopes': 'v1.ResourceQuotaScope',
  'ScopedResourceSelectorRequirement.scopeName': 'v1.ResourceQuotaScope',
  'ScopedResourceSelectorRequirement.operator': 'v1.ScopeSelectorOperator',
  'LimitRangeItem.type': 'v1.LimitType',
  'DeploymentStrategy.type': 'v1.DeploymentStrategyType',
  'DaemonSetUpdateStrategy.type': 'v1.DaemonSetUpdateStrategyType',
  'StatefulSetUpdateStrategy.type': 'v1.StatefulSetUpdateStrategyType',
  'StatefulSetSpec.podManagementPolicy': 'v1.PodManagementPolicyType',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': 'v1.PersistentVolumeClaimRetentionPolicyType',
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': 'v1.PersistentVolumeClaimRetentionPolicyType',
  'JobSpec.completionMode': 'v1.CompletionMode',
  'JobSpec.podReplacementPolicy': 'v1.PodReplacementPolicy',
  'PodFailurePolicyRule.action': 'v1.PodFailurePolicyAction',
  'PodFailurePolicyOnExitCodesRequirement.operator': 'v1.PodFailurePolicyOnExitCodesOperator',
  'CronJobSpec.concurrencyPolicy': 'v1.ConcurrencyPolicy',
  'NetworkPolicySpec.policyTypes': 'v1.PolicyType',
  'HTTPIngressPath.pathType': 'v1.PathType',
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': 'v1.UnhealthyPodEvictionPolicyType',
  'MetricSpec.type': 'v2.MetricSourceType',
  'MetricTarget.type': 'v2.MetricTargetType',
  'ResourceMetricSource.name': 'v1.ResourceName',
  'ContainerResourceMetricSource.name': 'v1.ResourceName',
  'HPAScalingRules.selectPolicy': 'v2.ScalingPolicySelect',
  'HPAScalingPolicy.type': 'v2.HPAScalingPolicyType',
};

const versioned = /^(?:[A-Z][a-z]+)?V(\d+(?:(?:alpha|beta)\d+)?)(?=[A-Z])/;

/** `V1ContainerPort` → `ContainerPort`; where two groups have one name, the group stands before the version. */
export const goName = (type: string): string => type.replace(versioned, '');

/** `V1ContainerPort` → `v1.ContainerPort` */
const qualified = (type: string): string => `v${versioned.exec(type)?.[1] ?? '1'}.${goName(type)}`;

/** @param type of the schema, @param struct the Go struct that holds the field */
export function goType(type: string, struct: string, field: string, isStruct: (type: string) => boolean): string {
  const list = /^(?:Array|Set)<(.*)>$/.exec(type)?.[1];
  if (list !== undefined) return `[]${goType(list, struct, field, isStruct)}`;
  if (type.startsWith('{')) {
    if (amounts.has(field)) return 'v1.ResourceList';
    return isByteField(struct, field) ? 'map[string][]uint8' : 'map[string]string';
  }
  if (type === 'number') return wide.has(field) ? 'int64' : 'int32';
  if (type === 'boolean') return 'bool';
  if (type === 'bytes') return '[]uint8';
  if (isStruct(type)) return qualified(type);
  return (type === 'string' ? own(namedTypes, `${struct}.${field}`) : undefined) ?? 'string';
}

/** Whether Go's integer can hold the number. */
export function fits(value: unknown, field: string): boolean {
  if (!Number.isInteger(value)) return false;
  if (wide.has(field)) return Math.abs(Number(value)) <= 2 ** 63;
  return Number(value) >= -(2 ** 31) && Number(value) < 2 ** 31;
}

/** What JSON has there, in the words of Go's decoder. */
export function jsonKind(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}
