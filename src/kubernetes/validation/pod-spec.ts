import {
  duplicate,
  forbiddenField,
  invalidValue,
  notFoundField,
  notSupported,
  required,
  tooLong,
} from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain, isIp, isQualifiedName } from '../api/names.ts';
import { validateAffinity, validateTopologySpread } from './affinity.ts';
import { type Surroundings, validateContainers, validateInitContainers } from './containers.ts';
import { validateDnsConfig, validateDnsPolicy } from './dns.ts';
import { validateEphemeralContainers } from './ephemeral-containers.ts';
import { goValue } from './go-value.ts';
import { validateAnnotations, validateLabels } from './object-meta.ts';
import { validatePodAnnotations } from './pod-annotations.ts';
import { containersWithPath } from './pod-containers.ts';
import { validatePodResources } from './pod-resources.ts';
import { validateReadinessGates } from './probes.ts';
import { invalids, largestInt32, oneOf, type Problems, within } from './problems.ts';
import { validateAppArmorAnnotations, validateSeccompAnnotations } from './profile-annotations.ts';
import { validateResources } from './resources.ts';
import { validateHostNetworkPorts, validatePodSecurityContext } from './security-context.ts';
import { validateTolerations } from './tolerations.ts';
import { validateVolumes } from './volumes.ts';
import { validateHostProcess, validateLinuxPod, validateWindowsPod } from './windows.ts';

const restartPolicies = ['Always', 'OnFailure', 'Never'];

/**
 * The spec of a Pod or of a template for Pods.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodSpec
 * @param pod the Pod's name where it is one
 */
export function* validatePodSpec(spec: Fields, path: string, pod?: string): Problems {
  const containers = rowsOf(spec.containers);
  const volumes = new Map<string, Fields>();
  yield* validateVolumes(rowsOf(spec.volumes), `${path}.volumes`, volumes, pod);
  yield* validateClaims(spec.resourceClaims, `${path}.resourceClaims`);
  const around: Surroundings = {
    volumes,
    claims: new Set(rowsOf(spec.resourceClaims).map(({ name }) => textOf(name))),
    grace: numberOf(spec.terminationGracePeriodSeconds) ?? 30,
    restartPolicy: spec.restartPolicy,
    hostUsers: spec.hostUsers !== false,
  };
  yield* validateContainers(containers, around, `${path}.containers`);
  yield* validateInitContainers(rowsOf(spec.initContainers), containers, around, `${path}.initContainers`);
  yield* validateEphemeralContainers(spec, around, `${path}.ephemeralContainers`);
  yield* validatePodResources(spec, `${path}.resources`);
  yield* validateHostNetworkPorts(spec, path, pod !== undefined);
  if (textOf(spec.restartPolicy) === '') yield required(`${path}.restartPolicy`);
  else yield* oneOf(`${path}.restartPolicy`, spec.restartPolicy, restartPolicies);
  yield* validateDnsPolicy(spec, `${path}.dnsPolicy`);
  yield* validateLabels(spec.nodeSelector, `${path}.nodeSelector`);
  yield* validatePodSecurityContext(spec, path);
  yield* validateAffinity(spec.affinity, `${path}.affinity`);
  yield* validateDnsConfig(spec, `${path}.dnsConfig`);
  yield* validateReadinessGates(spec.readinessGates, `${path}.readinessGates`);
  yield* validateGates(spec.schedulingGates, `${path}.schedulingGates`);
  yield* validateTopologySpread(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`);
  yield* validateHostProcess(spec, path);
  yield* validateHostUsers(spec, path);
  yield* validateHostnameOverride(spec, `${path}.hostnameOverride`);
  yield* validateNames(spec, path);
  yield* validateTolerations(spec.tolerations, `${path}.tolerations`);
  yield* validateHostAliases(spec.hostAliases, `${path}.hostAliases`);
  yield* validateClasses(spec, path);
  yield* validateOs(spec, path);
  yield* validateFileKeyVolumes(spec, path);
}

function* validateClasses(spec: Fields, path: string): Problems {
  for (const field of ['priorityClassName', 'runtimeClassName']) {
    const name = spec[field];
    if (typeof name !== 'string' || (name === '' && field === 'priorityClassName')) continue;
    yield* invalids(`${path}.${field}`, name, isDns1123Subdomain(name));
  }
  if (spec.preemptionPolicy === '') yield required(`${path}.preemptionPolicy`);
  else yield* oneOf(`${path}.preemptionPolicy`, spec.preemptionPolicy, ['PreemptLowerPriority', 'Never']);
  if (isFields(spec.overhead)) yield* validateResources({ limits: spec.overhead }, `${path}.overhead`);
}

function* validateOs(spec: Fields, path: string): Problems {
  if (!isFields(spec.os)) return;
  const name = textOf(spec.os.name);
  if (name === '') yield required(`${path}.os.name`);
  else if (name === 'linux') yield* validateLinuxPod(spec, path);
  else if (name === 'windows') yield* validateWindowsPod(spec, path);
  else yield notSupported(`${path}.os`, name, ['linux', 'windows']);
}

/** Files with variables are written while the Pod runs, so they lie in a volume of the Pod's own. Source: validateFileKeyRefVolumes */
function* validateFileKeyVolumes(spec: Fields, path: string): Problems {
  const volumes = new Map(rowsOf(spec.volumes).map((volume) => [textOf(volume.name), volume]));
  for (const { container, here } of containersWithPath(spec, path)) {
    for (const [index, { valueFrom }] of rowsOf(container.env).entries()) {
      const reference = fieldsOf(valueFrom).fileKeyRef;
      if (!isFields(reference)) continue;
      const name = textOf(reference.volumeName);
      const field = `${here}.env[${index}].valueFrom.fileKeyRef.volumeName`;
      const volume = volumes.get(name);
      if (volume === undefined) yield notFoundField(field, name);
      else if (!isFields(volume.emptyDir))
        yield invalidValue(field, name, 'referenced volume must be of type emptyDir');
    }
  }
}

/** Source: validateHostUsers */
function* validateHostUsers(spec: Fields, path: string): Problems {
  if (spec.hostUsers !== false) return;
  const why = 'when `hostUsers` is false';
  for (const [field, word] of [
    ['hostNetwork', 'hostNetwork'],
    ['hostPID', 'HostPID'],
    ['hostIPC', 'HostIPC'],
  ] as const) {
    if (spec[field] === true) yield forbiddenField(`${path}.${word}`, why);
  }
  for (const { container, here } of containersWithPath(spec, path)) {
    if (listOf(container.volumeDevices).length > 0) yield forbiddenField(`${here}.volumeDevices`, why);
  }
}

/** Source: validatePodResourceClaim */
function* validateClaims(claims: unknown, path: string): Problems {
  const names = new Set<string>();
  for (const [index, claim] of rowsOf(claims).entries()) {
    const here = `${path}[${index}]`;
    const name = textOf(claim.name);
    const printed = goValue(claim, 'v1.PodResourceClaim');
    if (name === '') yield required(`${here}.name`);
    else if (names.has(name)) yield duplicate(`${here}.name`, name);
    else yield* invalids(`${here}.name`, name, isDns1123Label(name));
    names.add(name);
    const given = ['resourceClaimName', 'resourceClaimTemplateName'].filter((field) => claim[field] !== undefined);
    if (given.length === 2) {
      const why = 'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified';
      yield invalidValue(here, printed, why);
    }
    if (given.length === 0) {
      yield invalidValue(here, printed, 'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`');
    }
    for (const field of given)
      yield* invalids(`${here}.${field}`, claim[field], isDns1123Subdomain(textOf(claim[field])));
  }
}

function* validateGates(gates: unknown, path: string): Problems {
  const names = new Set<string>();
  for (const [index, gate] of rowsOf(gates).entries()) {
    const name = textOf(gate.name);
    yield* invalids(`${path}[${index}]`, name, isQualifiedName(name));
    if (names.has(name)) yield duplicate(`${path}[${index}]`, name);
    names.add(name);
  }
}

function* validateNames(spec: Fields, path: string): Problems {
  for (const field of ['serviceAccountName', 'nodeName']) {
    const name = textOf(spec[field]);
    if (name !== '') yield* invalids(`${path}.${field}`, name, isDns1123Subdomain(name));
  }
  yield* within(`${path}.activeDeadlineSeconds`, spec.activeDeadlineSeconds, 1, largestInt32);
  for (const field of ['hostname', 'subdomain']) {
    const name = textOf(spec[field]);
    if (name !== '') yield* invalids(`${path}.${field}`, name, isDns1123Label(name));
  }
}

/** The name may be one of a whole domain, as long as Linux can hold it. Source: validatePodHostName */
function* validateHostnameOverride(spec: Fields, path: string): Problems {
  const name = spec.hostnameOverride;
  if (typeof name !== 'string') return;
  if (spec.setHostnameAsFQDN === true)
    yield forbiddenField(path, 'may not be specified when setHostnameAsFQDN is true');
  if (spec.hostNetwork === true) yield forbiddenField(path, 'may not be specified when hostNetwork is true');
  if (name.length > 64) yield tooLong(path, name, 64);
  yield* invalids(path, name, isDns1123Subdomain(name));
}

function* validateHostAliases(aliases: unknown, path: string): Problems {
  for (const [index, alias] of rowsOf(aliases).entries()) {
    const ip = textOf(alias.ip);
    yield* invalids(`${path}[${index}].ip`, ip, isIp(ip));
    for (const [place, name] of listOf(alias.hostnames).map(textOf).entries()) {
      yield* invalids(`${path}[${index}].hostnames[${place}]`, name, isDns1123Subdomain(name));
    }
  }
}

/**
 * The template of a workload: its metadata bears labels and annotations only.
 * Source: ValidatePodTemplateSpec
 */
export function* validatePodTemplate(value: unknown, path: string): Problems {
  const template = fieldsOf(value);
  const metadata = fieldsOf(template.metadata);
  const spec = fieldsOf(template.spec);
  yield* validateLabels(metadata.labels, `${path}.labels`);
  yield* validateAnnotations(metadata.annotations, `${path}.annotations`);
  yield* validatePodAnnotations(fieldsOf(metadata.annotations), spec, `${path}.annotations`);
  yield* validatePodSpec(spec, `${path}.spec`);
  yield* validateSeccompAnnotations(fieldsOf(metadata.annotations), spec, `${path}.spec`);
  yield* validateAppArmorAnnotations(fieldsOf(metadata.annotations), spec, `${path}.spec`);
  if (listOf(spec.ephemeralContainers).length > 0) {
    yield forbiddenField(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template');
  }
}
