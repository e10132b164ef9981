import { duplicate, forbiddenField, notSupported, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { isDns1123Label, isDns1123Subdomain, isIp, isQualifiedName } from '../api/names.ts';
import { validateAffinity, validateTopologySpread } from './affinity.ts';
import { validateContainers, validateInitContainers } from './containers.ts';
import { validateDnsConfig, validateDnsPolicy } from './dns.ts';
import { validateLabels } from './object-meta.ts';
import { validateReadinessGates } from './probes.ts';
import { invalids, largestInt32, oneOf, type Problems, within } from './problems.ts';
import { validatePodSecurityContext } from './security-context.ts';
import { validateTolerations } from './tolerations.ts';
import { validateVolumes, volumeNames } from './volumes.ts';

/**
 * The spec of a Pod or of a template for Pods.
 * Source: v1.35 pkg/apis/core/validation/validation.go ValidatePodSpec
 */
export function* validatePodSpec(spec: Fields, path: string): Problems {
  const containers = rowsOf(spec.containers);
  const around = { volumes: volumeNames(spec), grace: numberOf(spec.terminationGracePeriodSeconds) ?? 30 };
  yield* validateVolumes(rowsOf(spec.volumes), `${path}.volumes`);
  yield* validateContainers(containers, around, `${path}.containers`);
  yield* validateInitContainers(rowsOf(spec.initContainers), containers, around, `${path}.initContainers`);
  const policies = ['Always', 'OnFailure', 'Never'];
  if (textOf(spec.restartPolicy) === '') yield required(`${path}.restartPolicy`);
  else yield* oneOf(`${path}.restartPolicy`, spec.restartPolicy, policies);
  yield* validateDnsPolicy(spec, `${path}.dnsPolicy`);
  yield* validateLabels(spec.nodeSelector, `${path}.nodeSelector`);
  yield* validatePodSecurityContext(spec, path);
  for (const [index, secret] of rowsOf(spec.imagePullSecrets).entries()) {
    if (textOf(secret.name) === '') yield required(`${path}.imagePullSecrets[${index}].name`);
  }
  yield* validateAffinity(spec.affinity, `${path}.affinity`);
  yield* validateDnsConfig(spec, `${path}.dnsConfig`);
  yield* validateReadinessGates(spec.readinessGates, `${path}.readinessGates`);
  yield* validateGates(spec.schedulingGates, `${path}.schedulingGates`);
  yield* validateTopologySpread(spec.topologySpreadConstraints, `${path}.topologySpreadConstraints`);
  yield* validateNames(spec, path);
  yield* validateTolerations(spec.tolerations, `${path}.tolerations`);
  yield* validateHostAliases(spec.hostAliases, `${path}.hostAliases`);
  for (const field of ['priorityClassName', 'runtimeClassName']) {
    const name = textOf(spec[field]);
    if (name !== '') yield* invalids(`${path}.${field}`, name, isDns1123Subdomain(name));
  }
  yield* oneOf(`${path}.preemptionPolicy`, spec.preemptionPolicy, ['Never', 'PreemptLowerPriority']);
  if (isFields(spec.os)) {
    const name = textOf(spec.os.name);
    if (name === '') yield required(`${path}.os.name`, 'cannot be empty');
    else if (name !== 'linux' && name !== 'windows') yield notSupported(`${path}.os`, name, ['linux', 'windows']);
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
  yield* validateTemplateAnnotations(metadata.annotations, spec, `${path}.annotations`);
  yield* validatePodSpec(spec, `${path}.spec`);
  if (listOf(spec.ephemeralContainers).length > 0) {
    yield forbiddenField(`${path}.spec.ephemeralContainers`, 'ephemeral containers not allowed in pod template');
  }
}

function* validateTemplateAnnotations(annotations: unknown, _spec: Fields, path: string): Problems {
  for (const key of Object.keys(fieldsOf(annotations))) yield* invalids(path, key, isQualifiedName(key.toLowerCase()));
}
