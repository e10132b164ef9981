import { invalidValue, notSupported, required, tooLong } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, listOf, numberOf, rowsOf, textOf } from '../api/fields.ts';
import { goValue } from './go-value.ts';
import { validateDescendingPath } from './paths.ts';
import { largestInt32, oneOf, type Problems, within } from './problems.ts';
import { validateWindowsOptions } from './windows.ts';

const sysctl = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
const sysctlText =
  'must have at most 253 characters and match regex ^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$';

const profileTypes = ['Localhost', 'RuntimeDefault', 'Unconfined'];

/** Source: v1.35 pkg/apis/core/validation/validation.go validateSeccompProfileField */
function* validateSeccomp(profile: unknown, path: string): Problems {
  if (!isFields(profile)) return;
  const { type, localhostProfile } = profile;
  if (textOf(type) === '') yield required(`${path}.type`, 'type is required when seccompProfile is set');
  else yield* oneOf(`${path}.type`, type, profileTypes);
  const field = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    if (localhostProfile === undefined) yield required(field, 'must be set when seccomp type is Localhost');
    else yield* validateDescendingPath(textOf(localhostProfile), field);
  } else if (localhostProfile !== undefined) {
    const printed = goValue(profile, 'v1.SeccompProfile');
    yield invalidValue(field, printed, 'can only be set when seccomp type is Localhost');
  }
}

/** Source: ValidateAppArmorProfileField */
function* validateAppArmor(profile: unknown, path: string): Problems {
  if (!isFields(profile)) return;
  const { type, localhostProfile } = profile;
  const field = `${path}.localhostProfile`;
  if (type === 'Localhost') {
    const text = textOf(localhostProfile);
    if (text !== text.trim()) yield invalidValue(field, text, 'must not be padded with whitespace');
    else if (text === '') yield required(field, 'must be set when AppArmor type is Localhost');
    if (text.length > 4095) yield tooLong(field, text, 4095);
  } else if (type === 'RuntimeDefault' || type === 'Unconfined') {
    if (localhostProfile === undefined) return;
    yield invalidValue(field, localhostProfile, 'can only be set when AppArmor type is Localhost');
  } else if (textOf(type) === '') yield required(`${path}.type`, 'type is required when appArmorProfile is set');
  else yield notSupported(`${path}.type`, type, profileTypes);
}

/** Source: ValidateSecurityContext */
export function* validateSecurityContext(value: unknown, path: string, hostUsers: boolean): Problems {
  if (!isFields(value)) return;
  for (const field of ['runAsUser', 'runAsGroup']) yield* within(`${path}.${field}`, value[field], 0, largestInt32);
  yield* oneOf(`${path}.procMount`, value.procMount, ['Default', 'Unmasked']);
  if (hostUsers && value.procMount === 'Unmasked') {
    yield invalidValue(`${path}.procMount`, 'Unmasked', '`hostUsers` must be false to use `Unmasked`');
  }
  yield* validateSeccomp(value.seccompProfile, `${path}.seccompProfile`);
  yield* validateEscalation(value, path);
  yield* validateWindowsOptions(value.windowsOptions, `${path}.windowsOptions`);
  yield* validateAppArmor(value.appArmorProfile, `${path}.appArmorProfile`);
}

function* validateEscalation(value: Fields, path: string): Problems {
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

/** The Pod's own, together with what it shares with the node. Source: validatePodSpecSecurityContext */
export function* validatePodSecurityContext(spec: Fields, path: string): Problems {
  const context = fieldsOf(spec.securityContext);
  const here = `${path}.securityContext`;
  for (const field of ['fsGroup', 'runAsUser', 'runAsGroup']) {
    yield* within(`${here}.${field}`, context[field], 0, largestInt32);
  }
  for (const [index, group] of listOf(context.supplementalGroups).entries()) {
    yield* within(`${here}.supplementalGroups[${index}]`, group, 0, largestInt32);
  }
  if (spec.shareProcessNamespace === true && spec.hostPID === true) {
    const why = 'ShareProcessNamespace and HostPID cannot both be enabled';
    yield invalidValue(`${here}.shareProcessNamespace`, true, why);
  }
  yield* sysctls(context.sysctls, spec, `${here}.sysctls`);
  yield* oneOf(`${here}.fsGroupChangePolicy`, context.fsGroupChangePolicy, ['Always', 'OnRootMismatch']);
  yield* validateSeccomp(context.seccompProfile, `${here}.seccompProfile`);
  yield* validateWindowsOptions(context.windowsOptions, `${here}.windowsOptions`);
  yield* validateAppArmor(context.appArmorProfile, `${here}.appArmorProfile`);
  yield* oneOf(`${here}.supplementalGroupsPolicy`, context.supplementalGroupsPolicy, ['Merge', 'Strict']);
  yield* oneOf(`${here}.seLinuxChangePolicy`, context.seLinuxChangePolicy, ['MountOption', 'Recursive']);
}

/** In a template, a port of the node may be left open: it is filled in when the Pod is made. Source: validatePodHostNetworkDeps */
export function* validateHostNetworkPorts(spec: Fields, path: string, isPod: boolean): Problems {
  if (spec.hostNetwork !== true) return;
  for (const [index, container] of rowsOf(spec.containers).entries()) {
    for (const [place, port] of rowsOf(container.ports).entries()) {
      const onHost = numberOf(port.hostPort) ?? 0;
      if (onHost === (numberOf(port.containerPort) ?? 0) || (onHost === 0 && !isPod)) continue;
      const why = 'must match `containerPort` when `hostNetwork` is true';
      yield invalidValue(`${path}.containers[${index}].ports[${place}].hostPort`, onHost, why);
    }
  }
}

/** Kernel parameters of namespaces that the Pod shares with its node. Source: component-helpers/node/util/sysctl/namespace.go */
const ofNetwork = /^net[./]/;
const ofIpc = /^(kernel[./](shm|msg|sem)|fs[./]mqueue[./])/;

function* sysctls(list: unknown, spec: Fields, path: string): Problems {
  const seen = new Set<string>();
  for (const [index, item] of rowsOf(list).entries()) {
    const name = textOf(item.name);
    const here = `${path}[${index}].name`;
    if (name === '') yield required(here);
    else if (name.length > 253 || !sysctl.test(name)) yield invalidValue(here, name, sysctlText);
    else if (seen.has(name)) yield { type: 'Duplicate', field: here, value: name, detail: '' };
    if (spec.hostNetwork === true && ofNetwork.test(name)) {
      yield invalidValue(here, name, "may not be specified when 'hostNetwork' is true");
    } else if (spec.hostIPC === true && ofIpc.test(name)) {
      yield invalidValue(here, name, "may not be specified when 'hostIPC' is true");
    }
    seen.add(name);
  }
}
