import { forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, rowsOf } from '../api/fields.ts';
import { isDns1123Subdomain } from '../api/names.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions */
export function* validateWindowsOptions(options: unknown, path: string): Problems {
  if (!isFields(options)) return;
  const name = options.gmsaCredentialSpecName;
  if (typeof name === 'string') yield* invalids(`${path}.gmsaCredentialSpecName`, name, isDns1123Subdomain(name));
  const spec = options.gmsaCredentialSpec;
  if (spec === '')
    yield invalidValue(`${path}.gmsaCredentialSpec`, spec, 'gmsaCredentialSpec cannot be an empty string');
  if (typeof options.runAsUserName === 'string')
    yield* validateUserName(options.runAsUserName, `${path}.runAsUserName`);
}

function* validateUserName(name: string, path: string): Problems {
  if (name === '') {
    yield invalidValue(path, name, 'runAsUserName cannot be an empty string');
    return;
  }
  const parts = name.split('\\');
  const user = parts.at(-1) ?? '';
  if (parts.length > 2) yield invalidValue(path, name, "runAsUserName cannot contain more than one '\\'");
  if (parts.length > 1 && parts[0] === '') {
    yield invalidValue(path, name, "runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  }
  if (user === '') yield invalidValue(path, name, "runAsUserName's User cannot be empty");
  else if (user.length > 104)
    yield invalidValue(path, name, "runAsUserName's User length must not be longer than 104 characters");
  if (/^[. ]+$/.test(user))
    yield invalidValue(path, name, `runAsUserName's User cannot contain only periods or spaces`);
  if (/["/\\:;|=,+*?<>@[\]]/.test(user)) {
    yield invalidValue(path, name, 'runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  }
}

const containersOf = (spec: Fields, path: string) =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((list) =>
    rowsOf(spec[list]).map(({ securityContext }, index) => ({
      context: fieldsOf(securityContext),
      here: `${path}.${list}[${index}].securityContext`,
    })),
  );

/** Source: validateLinux */
export function* validateLinuxPod(spec: Fields, path: string): Problems {
  const why = 'windows options cannot be set for a linux pod';
  if (isFields(fieldsOf(spec.securityContext).windowsOptions)) {
    yield forbiddenField(`${path}.securityContext.windowsOptions`, why);
  }
  for (const { context, here } of containersOf(spec, path)) {
    if (isFields(context.windowsOptions)) yield forbiddenField(`${here}.windowsOptions`, why);
  }
}

const ofPod =
  'securityContext.appArmorProfile securityContext.seLinuxOptions hostUsers hostPID hostIPC securityContext.seccompProfile securityContext.fsGroup securityContext.fsGroupChangePolicy securityContext.sysctls shareProcessNamespace securityContext.runAsUser securityContext.runAsGroup securityContext.supplementalGroups securityContext.supplementalGroupsPolicy securityContext.seLinuxChangePolicy'.split(
    ' ',
  );
const ofContainer =
  'appArmorProfile seLinuxOptions seccompProfile capabilities readOnlyRootFilesystem privileged allowPrivilegeEscalation procMount runAsUser runAsGroup'.split(
    ' ',
  );

/** What Windows does not have. Source: validateWindows */
export function* validateWindowsPod(spec: Fields, path: string): Problems {
  const why = 'cannot be set for a windows pod';
  const shared = fieldsOf(spec.securityContext);
  for (const field of ofPod) {
    const [owner, name = ''] = field.includes('.') ? [shared, field.slice('securityContext.'.length)] : [spec, field];
    const value = owner[name];
    // The plain switches of the Pod count only when they are on.
    const off = value === undefined || ((name === 'hostPID' || name === 'hostIPC') && value === false);
    if (!off) yield forbiddenField(`${path}.${field}`, why);
  }
  for (const { context, here } of containersOf(spec, path)) {
    for (const field of ofContainer) if (context[field] !== undefined) yield forbiddenField(`${here}.${field}`, why);
  }
}

const isHostProcess = (context: unknown): boolean | undefined => {
  const value = fieldsOf(fieldsOf(context).windowsOptions).hostProcess;
  return typeof value === 'boolean' ? value : undefined;
};

/** All containers are processes of the node, or none. Source: validateWindowsHostProcessPod */
export function* validateHostProcess(spec: Fields, path: string): Problems {
  const all = [...rowsOf(spec.containers), ...rowsOf(spec.initContainers)];
  const pod = isHostProcess(spec.securityContext);
  const host = all.filter((container) => isHostProcess(container.securityContext) ?? pod ?? false).length;
  if (host === 0) return;
  if (host < all.length) {
    yield invalidValue(
      path,
      '',
      'If pod contains any hostProcess containers then all containers must be HostProcess containers',
    );
  }
  if (spec.hostNetwork !== true) {
    yield invalidValue(
      `${path}.hostNetwork`,
      false,
      'hostNetwork must be true if pod contains any hostProcess containers',
    );
  }
}
