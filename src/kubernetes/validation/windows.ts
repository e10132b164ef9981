import { forbiddenField, invalidValue } from '../api/field-error.ts';
import { type Fields, fieldsOf, isFields, textOf } from '../api/fields.ts';
import { isDns1123Subdomain } from '../api/names.ts';
import { containersWithPath } from './pod-containers.ts';
import { invalids, type Problems } from './problems.ts';

/** Source: v1.35 pkg/apis/core/validation/validation.go validateWindowsSecurityContextOptions */
export function* validateWindowsOptions(options: unknown, path: string): Problems {
  if (!isFields(options)) return;
  const name = options.gmsaCredentialSpecName;
  if (typeof name === 'string') yield* invalids(`${path}.gmsaCredentialSpecName`, name, isDns1123Subdomain(name));
  const spec = options.gmsaCredentialSpec;
  if (spec === '')
    yield invalidValue(`${path}.gmsaCredentialSpec`, spec, 'gmsaCredentialSpec cannot be an empty string');
  else if (textOf(spec).length > 64 * 1024)
    yield invalidValue(`${path}.gmsaCredentialSpec`, spec, 'gmsaCredentialSpec size must be under 64 KiB');
  if (typeof options.runAsUserName === 'string')
    yield* invalids(`${path}.runAsUserName`, options.runAsUserName, userNameProblems(options.runAsUserName));
}

const netBios = /^[^\\/:*?"<>|.][^\\/:*?"<>|]{0,14}$/;
const dnsLabel = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';
const dnsName = new RegExp(`^${dnsLabel}(?:\\.${dnsLabel})*$`);

/** `USER` or `DOMAIN\USER`, or why it is neither. */
function userNameProblems(name: string): readonly string[] {
  if (name === '') return ['runAsUserName cannot be an empty string'];
  if (/\p{Cc}/u.test(name)) return ['runAsUserName cannot contain control characters'];
  const parts = name.split('\\');
  if (parts.length > 2) return ['runAsUserName cannot contain more than one backslash'];
  const user = parts.at(-1) ?? '';
  const domain = parts.length === 2 ? (parts[0] ?? '') : undefined;
  const whys: string[] = [];
  if ((domain ?? '').length >= 256) whys.push("runAsUserName's Domain length must be under 256 characters");
  if (domain !== undefined && !netBios.test(domain) && !dnsName.test(domain))
    whys.push("runAsUserName's Domain doesn't match the NetBios nor the DNS format");
  if (user === '') whys.push("runAsUserName's User cannot be empty");
  else if (user.length > 104) whys.push("runAsUserName's User length must not be longer than 104 characters");
  if (/^[. ]+$/.test(user)) whys.push("runAsUserName's User cannot contain only periods or spaces");
  if (/["/\\:;|=,+*?<>@[\]]/.test(user))
    whys.push('runAsUserName\'s User cannot contain the following characters: "/\\:;|=,+*?<>@[]');
  return whys;
}

const containersOf = (spec: Fields, path: string) =>
  containersWithPath(spec, path).map(({ container, here }) => ({
    context: fieldsOf(container.securityContext),
    here: `${here}.securityContext`,
  }));

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
  const pod = isHostProcess(spec.securityContext);
  const all = containersOf(spec, path);
  for (const { context, here } of all) {
    const own = isHostProcess(context);
    if (pod === undefined || own === undefined || pod === own) continue;
    const why = `pod hostProcess value must be identical if both are specified, was ${pod}`;
    yield invalidValue(`${here}.windowsOptions.hostProcess`, own, why);
  }
  const host = all.filter(({ context }) => isHostProcess(context) ?? pod ?? false).length;
  if (host === 0) return;
  if (host < all.length) {
    const why = 'If pod contains any hostProcess containers then all containers must be HostProcess containers';
    yield invalidValue(path, '', why);
  }
  if (spec.hostNetwork !== true) {
    const why = 'hostNetwork must be true if pod contains any hostProcess containers';
    yield invalidValue(`${path}.hostNetwork`, false, why);
  }
}
