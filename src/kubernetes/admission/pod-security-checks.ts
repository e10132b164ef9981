import { at, byText, type Fields, fieldsOf, isFields, listOf, rowsOf, textOf } from '../api/fields.ts';

/** Says what of the standard the pod breaks, or nothing. Source: v1.35 pod-security-admission/policy/check_*.go */
type Check = (spec: Fields) => string | undefined;

const containersOf = (spec: Fields) => [
  ...rowsOf(spec.initContainers),
  ...rowsOf(spec.containers),
  ...rowsOf(spec.ephemeralContainers),
];
const named = (containers: readonly Fields[]) => containers.map(({ name }) => `"${textOf(name)}"`).join(', ');
const plural = (word: string, items: readonly unknown[]) => (items.length === 1 ? word : `${word}s`);
const security = (container: Fields) => fieldsOf(container.securityContext);

/** `(container "a" must …)` or `(containers "a", "b" must …)` */
function all(word: string, broken: readonly Fields[], what: string): string | undefined {
  return broken.length === 0 ? undefined : `${word} (${plural('container', broken)} ${named(broken)} must ${what})`;
}

const unique = (values: readonly string[]) => [...new Set(values)].sort(byText);

const hostNamespaces: Check = (spec) => {
  const used = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => spec[name] === true);
  return used.length === 0 ? undefined : `host namespaces (${used.map((name) => `${name}=true`).join(', ')})`;
};

const privileged: Check = (spec) => {
  const broken = containersOf(spec).filter((container) => security(container).privileged === true);
  return all('privileged', broken, 'not set securityContext.privileged=true');
};

const usual = new Set(
  'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'.split(
    ' ',
  ),
);
const added = (container: Fields) => listOf(at(container, 'securityContext', 'capabilities', 'add')).map(String);
const dropped = (container: Fields) => listOf(at(container, 'securityContext', 'capabilities', 'drop')).map(String);

const capabilitiesBaseline: Check = (spec) => {
  const unusual = (container: Fields) => added(container).filter((name) => !usual.has(name));
  const broken = containersOf(spec).filter((container) => unusual(container).length > 0);
  const names = unique(broken.flatMap(unusual)).map((name) => `"${name}"`);
  return all('non-default capabilities', broken, `not include ${names.join(', ')} in securityContext.capabilities.add`);
};

const capabilitiesRestricted: Check = (spec) => {
  const keeps = containersOf(spec).filter((container) => !dropped(container).includes('ALL'));
  const extra = (container: Fields) => added(container).filter((name) => name !== 'NET_BIND_SERVICE');
  const adds = containersOf(spec).filter((container) => extra(container).length > 0);
  const parts = [
    keeps.length > 0
      ? `${plural('container', keeps)} ${named(keeps)} must set securityContext.capabilities.drop=["ALL"]`
      : '',
    adds.length > 0
      ? `${plural('container', adds)} ${named(adds)} must not include ${unique(adds.flatMap(extra))
          .map((name) => `"${name}"`)
          .join(', ')} in securityContext.capabilities.add`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `unrestricted capabilities (${parts.join('; ')})`;
};

const hostPathVolumes: Check = (spec) => {
  const broken = rowsOf(spec.volumes).filter((volume) => isFields(volume.hostPath));
  return broken.length === 0 ? undefined : `hostPath volumes (${plural('volume', broken)} ${named(broken)})`;
};

const hostPorts: Check = (spec) => {
  const portsOf = (container: Fields) =>
    rowsOf(container.ports).flatMap(({ hostPort }) =>
      typeof hostPort === 'number' && hostPort !== 0 ? [hostPort] : [],
    );
  const broken = containersOf(spec).filter((container) => portsOf(container).length > 0);
  if (broken.length === 0) return undefined;
  const ports = unique(broken.flatMap(portsOf).map(String));
  return `hostPort (${plural('container', broken)} ${named(broken)} ${broken.length === 1 ? 'uses' : 'use'} ${plural('hostPort', ports)} ${ports.join(', ')})`;
};

const allowPrivilegeEscalation: Check = (spec) => {
  const broken = containersOf(spec).filter((container) => security(container).allowPrivilegeEscalation !== false);
  return all('allowPrivilegeEscalation != false', broken, 'set securityContext.allowPrivilegeEscalation=false');
};

const allowedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

const restrictedVolumes: Check = (spec) => {
  const kindOf = (volume: Fields) => Object.keys(volume).find((key) => key !== 'name') ?? 'emptyDir';
  const broken = rowsOf(spec.volumes).filter((volume) => !allowedVolumes.includes(kindOf(volume)));
  if (broken.length === 0) return undefined;
  const kinds = unique(broken.map(kindOf)).map((kind) => `"${kind}"`);
  return `restricted volume types (${plural('volume', broken)} ${named(broken)} ${broken.length === 1 ? 'uses' : 'use'} restricted volume ${plural('type', kinds)} ${kinds.join(', ')})`;
};

const runAsNonRoot: Check = (spec) => {
  const whole = at(spec, 'securityContext', 'runAsNonRoot');
  const parts: string[] = [];
  if (whole === false) parts.push('pod must not set securityContext.runAsNonRoot=false');
  const wrong = containersOf(spec).filter((container) => security(container).runAsNonRoot === false);
  if (wrong.length > 0)
    parts.push(`${plural('container', wrong)} ${named(wrong)} must not set securityContext.runAsNonRoot=false`);
  if (parts.length > 0) return `runAsNonRoot != true (${parts.join('; ')})`;
  const silent = containersOf(spec).filter((container) => security(container).runAsNonRoot === undefined);
  if (whole === true || silent.length === 0) return undefined;
  return `runAsNonRoot != true (pod or ${plural('container', silent)} ${named(silent)} must set securityContext.runAsNonRoot=true)`;
};

const runAsUser: Check = (spec) => {
  const broken = containersOf(spec).filter((container) => security(container).runAsUser === 0);
  const parts = [
    at(spec, 'securityContext', 'runAsUser') === 0 ? 'pod must not set runAsUser=0' : '',
    broken.length > 0 ? `${plural('container', broken)} ${named(broken)} must not set runAsUser=0` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `runAsUser=0 (${parts.join('; ')})`;
};

const seccompType = (holder: unknown) => at(holder, 'securityContext', 'seccompProfile', 'type');

const seccompBaseline: Check = (spec) => {
  const broken = containersOf(spec).filter((container) => seccompType(container) === 'Unconfined');
  const parts = [
    seccompType(spec) === 'Unconfined' ? 'pod must not set securityContext.seccompProfile.type to "Unconfined"' : '',
    broken.length > 0
      ? `${plural('container', broken)} ${named(broken)} must not set securityContext.seccompProfile.type to "Unconfined"`
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : `seccompProfile (${parts.join('; ')})`;
};

const seccompRestricted: Check = (spec) => {
  const wrong = seccompBaseline(spec);
  if (wrong !== undefined) return wrong;
  const silent = containersOf(spec).filter((container) => seccompType(container) === undefined);
  if (seccompType(spec) !== undefined || silent.length === 0) return undefined;
  return `seccompProfile (pod or ${plural('container', silent)} ${named(silent)} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")`;
};

/** In the order of their ids, as the server lists what is broken. SELinux, sysctls, procMount and Windows are not modelled. */
export const baseline: readonly Check[] = [
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  privileged,
  seccompBaseline,
];

export const restricted: readonly Check[] = [
  allowPrivilegeEscalation,
  capabilitiesRestricted,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  privileged,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  seccompRestricted,
];
