import { byText, type Fields, fieldsOf } from '../api/fields.ts';
import { goValue } from './go-value.ts';

/** Fields of the server's own Pod spec in its own order: what a Pod shares with its node stands in the security context. */
const specOrder =
  'Volumes InitContainers Containers EphemeralContainers RestartPolicy TerminationGracePeriodSeconds ActiveDeadlineSeconds DNSPolicy NodeSelector ServiceAccountName AutomountServiceAccountToken NodeName SecurityContext ImagePullSecrets Hostname Subdomain SetHostnameAsFQDN Affinity SchedulerName Tolerations HostAliases PriorityClassName Priority PreemptionPolicy DNSConfig ReadinessGates RuntimeClassName Overhead EnableServiceLinks TopologySpreadConstraints OS SchedulingGates ResourceClaims Resources HostnameOverride WorkloadRef'.split(
    ' ',
  );
const shared = ['HostNetwork', 'HostPID', 'HostIPC', 'ShareProcessNamespace', 'HostUsers'];
const contextOrder =
  'SELinuxOptions WindowsOptions RunAsUser RunAsGroup RunAsNonRoot SupplementalGroups SupplementalGroupsPolicy FSGroup FSGroupChangePolicy Sysctls SeccompProfile AppArmorProfile SELinuxChangePolicy'.split(
    ' ',
  );
const volumeOrder =
  'Name HostPath EmptyDir GCEPersistentDisk AWSElasticBlockStore GitRepo Secret NFS ISCSI Glusterfs PersistentVolumeClaim RBD Quobyte FlexVolume Cinder CephFS Flocker DownwardAPI FC AzureFile ConfigMap VsphereVolume AzureDisk PhotonPersistentDisk Projected PortworxVolume ScaleIO StorageOS CSI Ephemeral Image'.split(
    ' ',
  );

const pick = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, from[name] ?? null]));

/** Maps are written with their keys in order. */
const sorted = (map: unknown): unknown =>
  map === null ? null : Object.fromEntries(Object.entries(fieldsOf(map)).sort(([a], [b]) => byText(a, b)));

const sortedAmounts = (resources: unknown): unknown => {
  const { Limits, Requests, ...rest } = fieldsOf(resources);
  return resources === null ? null : { Limits: sorted(Limits), Requests: sorted(Requests), ...rest };
};

const each = (list: unknown, change: (item: Fields) => Fields): unknown =>
  Array.isArray(list) ? list.map((item) => change(fieldsOf(item))) : list;

const container = (given: Fields): Fields => ({ ...given, Resources: sortedAmounts(given.Resources) });

/**
 * The spec of a Pod under the names of the server's own structs, in their order.
 * Source: v1.35 pkg/apis/core/types.go PodSpec, PodSecurityContext, VolumeSource
 */
export function printedPodSpec(spec: Fields): Fields {
  const all = fieldsOf(goValue(spec, 'v1.PodSpec'));
  const { SecurityContext: context, Containers, InitContainers } = all;
  const ordered = {
    ...all,
    Volumes: each(all.Volumes, (volume) => pick(volume, volumeOrder)),
    Containers: each(Containers, container),
    InitContainers: each(InitContainers, container),
    NodeSelector: sorted(all.NodeSelector),
    Resources: sortedAmounts(all.Resources),
    SecurityContext: { ...pick(all, shared), ...pick(fieldsOf(context), contextOrder) },
  };
  return pick(ordered, specOrder);
}

/** A template as a message prints it: the metadata as JSON has it. Source: the same file, PodTemplateSpec */
export function printedTemplate(value: unknown): Fields {
  const { metadata, spec } = fieldsOf(value);
  return { ...fieldsOf(metadata), Spec: printedPodSpec(fieldsOf(spec)) };
}
