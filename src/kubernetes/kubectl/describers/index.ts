import { describeCertificateSigningRequest } from './certificatesigningrequest.ts';
import { describeConfigMap } from './configmap.ts';
import { describeCronJob } from './cronjob.ts';
import { describeCsiNode } from './csinode.ts';
import { describeDaemonSet } from './daemonset.ts';
import { describeDeployment } from './deployment.ts';
import type { Describer } from './describer.ts';
import { describeEndpoints } from './endpoints.ts';
import { describeEndpointSlice } from './endpointslice.ts';
import { describeAnything } from './generic.ts';
import { describeHorizontalPodAutoscaler } from './horizontalpodautoscaler.ts';
import { describeIngress } from './ingress.ts';
import { describeIngressClass } from './ingressclass.ts';
import { describeIpAddress } from './ipaddress.ts';
import { describeJob } from './job.ts';
import { describeLimitRange } from './limitrange.ts';
import { describeNamespace } from './namespace.ts';
import { describeNetworkPolicy } from './networkpolicy.ts';
import { describeNode } from './node.ts';
import { describePersistentVolume } from './persistentvolume.ts';
import { describePersistentVolumeClaim } from './persistentvolumeclaim.ts';
import { describePod } from './pod.ts';
import { describePodDisruptionBudget } from './poddisruptionbudget.ts';
import { describePriorityClass } from './priorityclass.ts';
import { describeReplicaSet, describeReplicationController } from './replicaset.ts';
import { describeResourceQuota } from './resourcequota.ts';
import { describeRole } from './role.ts';
import { describeRoleBinding } from './rolebinding.ts';
import { describeSecret } from './secret.ts';
import { describeService } from './service.ts';
import { describeServiceAccount } from './serviceaccount.ts';
import { describeServiceCidr } from './servicecidr.ts';
import { describeStatefulSet } from './statefulset.ts';
import { describeStorageClass } from './storageclass.ts';
import { describeVolumeAttributesClass } from './volumeattributesclass.ts';

/** How each kind is described, by the plural of its resource. */
const describers: Readonly<Record<string, Describer>> = {
  pods: describePod,
  replicationcontrollers: describeReplicationController,
  secrets: describeSecret,
  services: describeService,
  serviceaccounts: describeServiceAccount,
  nodes: describeNode,
  limitranges: describeLimitRange,
  resourcequotas: describeResourceQuota,
  persistentvolumes: describePersistentVolume,
  persistentvolumeclaims: describePersistentVolumeClaim,
  namespaces: describeNamespace,
  endpoints: describeEndpoints,
  configmaps: describeConfigMap,
  priorityclasses: describePriorityClass,
  endpointslices: describeEndpointSlice,
  horizontalpodautoscalers: describeHorizontalPodAutoscaler,
  ingresses: describeIngress,
  ingressclasses: describeIngressClass,
  jobs: describeJob,
  cronjobs: describeCronJob,
  statefulsets: describeStatefulSet,
  deployments: describeDeployment,
  daemonsets: describeDaemonSet,
  replicasets: describeReplicaSet,
  storageclasses: describeStorageClass,
  poddisruptionbudgets: describePodDisruptionBudget,
  roles: describeRole,
  clusterroles: describeRole,
  rolebindings: describeRoleBinding,
  clusterrolebindings: describeRoleBinding,
  networkpolicies: describeNetworkPolicy,
  servicecidrs: describeServiceCidr,
  ipaddresses: describeIpAddress,
  csinodes: describeCsiNode,
  certificatesigningrequests: describeCertificateSigningRequest,
  volumeattributesclasses: describeVolumeAttributesClass,
};

/** A kind without a describer of its own is shown as a tree of fields. */
export const describerFor = (plural: string): Describer => describers[plural] ?? describeAnything;
