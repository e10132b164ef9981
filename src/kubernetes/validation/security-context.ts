import { invalidValue, required } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';
import { goValue } from './go-value.ts';
import { largestInt32, oneOf, type Problems, within } from './problems.ts';

const sysctl = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const sysctlText =
  'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';

/** Source: v1.35 pkg/apis/core/validation/validation.go validateSeccompProfileField, ValidateAppArmorProfileField */
function* validateProfiles(context: Fields, path: string): Problems {
  for (const [field, word] of [
    ['seccompProfile', 'seccomp'],
    ['appArmorProfile', 'AppArmor'],
  ] as const) {
    if (!isFields(context[field])) continue;
    const { type, localhostProfile } = context[field];
    const here = `${path}.${field}`;
    if (textOf(type) === '') yield required(`${here}.type`, 'type is required when '.concat(field, ' is set'));
    else yield* oneOf(`${here}.type`, type, ['Localhost', 'RuntimeDefault', 'Unconfined']);
    if (type === 'Localhost' && textOf(localhostProfile) === '') {
      yield required(`${here}.localhostProfile`, `must be set when ${word} type is Localhost`);
    }
    if (type !== 'Localhost' && typeof localhostProfile === 'string') {
      const why = `can only be set when ${word} type is Localhost`;
      yield invalidValue(`${here}.localhostProfile`, localhostProfile, why);
    }
  }
}

/** Source: ValidateSecurityContext */
export function* validateSecurityContext(value: unknown, path: string): Problems {
  if (!isFields(value)) return;
  for (const field of ['runAsUser', 'runAsGroup']) yield* within(`${path}.${field}`, value[field], 0, largestInt32);
  yield* oneOf(`${path}.procMount`, value.procMount, ['Default', 'Unmasked']);
  yield* validateProfiles(value, path);
  if (value.allowPrivilegeEscalation !== false) return;
  const printed = goValue(value, 'v1.SecurityContext');
  if (value.privileged === true) {
    yield invalidValue(path, printed, 'cannot set `allowPrivilegeEscalation` to false and `privileged` to true');
  }
  for (const added of listOf(fieldsOf(value.capabilities).add)) {
    if (added !== 'CAP_SYS_ADMIN') continue;
    const why = 'cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN';
    yield invalidValue(path, printed, why);
  }
}

/** The Pod's own, together with what it shares with the node. Source: ValidatePodSecurityContext, validateHostNetwork */
export function* validatePodSecurityContext(spec: Fields, path: string): Problems {
  const context = fieldsOf(spec.securityContext);
  const here = `${path}.securityContext`;
  if (spec.hostNetwork === true) {
    for (const list of ['containers', 'initContainers']) yield* hostPorts(spec[list], `${path}.${list}`);
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const why = 'ShareProcessNamespace and HostPID cannot both be enabled';
    yield invalidValue(`${here}.shareProcessNamespace`, true, why);
  }
  for (const field of ['fsGroup', 'runAsUser', 'runAsGroup']) {
    yield* within(`${here}.${field}`, context[field], 0, largestInt32);
  }
  for (const [index, group] of listOf(context.supplementalGroups).entries()) {
    yield* within(`${here}.supplementalGroups[${index}]`, group, 0, largestInt32);
  }
  yield* sysctls(context.sysctls, `${here}.sysctls`);
  yield* oneOf(`${here}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ['Always', 'OnRootMismatch']);
  yield* validateProfiles(context, here);
  yield* oneOf(`${here}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, ['Merge', 'Strict']);
}

function* hostPorts(containers: unknown, path: string): Problems {
  for (const [index, container] of rowsOf(containers).entries()) {
    for (const [place, port] of rowsOf(container.ports).entries()) {
      if (port.hostPort === port.containerPort) continue;
      const why = 'must match `containerPort` when `hostNetwork` is true';
      yield invalidValue(`${path}[${index}].ports[${place}].hostPort`, port.hostPort ?? 0, why);
    }
  }
}

function* sysctls(list: unknown, path: string): Problems {
  const seen = new Set<string>();
  for (const [index, item] of rowsOf(list).entries()) {
    const name = textOf(item.name);
    const here = `${path}[${index}].name`;
    if (name === '') yield required(here);
    else if (name.length > 253 || !sysctl.test(name)) yield invalidValue(here, name, sysctlText);
    if (seen.has(name)) yield { type: 'Duplicate', field: here, value: name, detail: '' };
    seen.add(name);
  }
}
