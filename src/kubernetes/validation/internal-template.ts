import { type Fields, fieldsOf } from '../api/fields.ts';
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

const pick = (from: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, from[name] ?? null]));

/**
 * A template as a message prints it: the metadata as JSON has it, the rest under the names of the server's own structs.
 * Source: v1.35 pkg/apis/core/types.go PodTemplateSpec
 */
export function printedTemplate(value: unknown): Fields {
  const { metadata, spec } = fieldsOf(value);
  const all = fieldsOf(goValue(fieldsOf(spec), 'v1.PodSpec'));
  const context = fieldsOf(all.SecurityContext);
  const SecurityContext = { ...pick(all, shared), ...pick(context, contextOrder) };
  return { ...fieldsOf(metadata), Spec: pick({ ...all, SecurityContext }, specOrder) };
}
