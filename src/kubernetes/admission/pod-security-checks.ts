import { at, byText, type Fields, fieldsOf, isFields, listOf, own, rowsOf, textOf } from '../api/fields.ts';

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

/** Hosts that a container is asked at, or asks, other than its own. Source: check_hostProbesAndhostLifecycle.go */
const probeHosts: Check = (spec) => {
  const hostsOf = (container: Fields) => {
    const { postStart, preStop } = fieldsOf(container.lifecycle);
    const handlers = [container.livenessProbe, container.readinessProbe, container.startupProbe, postStart, preStop];
    return handlers
      .map(fieldsOf)
      .flatMap(({ httpGet, tcpSocket }) => [httpGet, tcpSocket])
      .map((action) => textOf(fieldsOf(action).host))
      .filter((host) => host !== '');
  };
  const broken = containersOf(spec).filter((container) => hostsOf(container).length > 0);
  if (broken.length === 0) return undefined;
  const names = unique(broken.map(({ name }) => `"${textOf(name)}"`));
  const hosts = unique(broken.flatMap(hostsOf)).map((host) => `"${host}"`);
  return `probe or lifecycle host (${plural('container', names)} ${names.join(', ')} ${names.length === 1 ? 'uses' : 'use'} ${plural('probe or lifecycle host', hosts)} ${hosts.join(', ')})`;
};

/** What nothing on Windows heeds is not asked of its pods. */
const unlessWindows =
  (check: Check): Check =>
  (spec) =>
    at(spec, 'os', 'name') === 'windows' ? undefined : check(spec);

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

const setters = (spec: Fields, isBad: (holder: Fields) => boolean): readonly string[] => {
  const broken = containersOf(spec).filter(isBad);
  return [
    ...(isBad(spec) ? ['pod'] : []),
    ...(broken.length > 0 ? [`${plural('container', broken)} ${named(broken)}`] : []),
  ];
};

const appArmorProfile: Check = (spec) => {
  const bad = setters(spec, (holder) => at(holder, 'securityContext', 'appArmorProfile', 'type') === 'Unconfined');
  if (bad.length === 0) return undefined;
  return `forbidden AppArmor profile (${bad.join(' and ')} must not set AppArmor profile type to "Unconfined")`;
};

const procMount: Check = (spec) => {
  const broken = containersOf(spec).filter((container) => security(container).procMount === 'Unmasked');
  return all('procMount', broken, 'not set securityContext.procMount to "Unmasked"');
};

const seLinuxTypes = new Set(['', 'container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t']);

const seLinuxOptions: Check = (spec) => {
  const optionsOf = (holder: Fields) => fieldsOf(at(holder, 'securityContext', 'seLinuxOptions'));
  const holders = [spec, ...containersOf(spec)].map(optionsOf);
  const types = unique(holders.map(({ type }) => textOf(type)).filter((type) => !seLinuxTypes.has(type)));
  const bad = setters(spec, (holder) => {
    const { type, user, role } = optionsOf(holder);
    return !seLinuxTypes.has(textOf(type)) || textOf(user) !== '' || textOf(role) !== '';
  });
  if (bad.length === 0) return undefined;
  const what = [
    ...(types.length > 0 ? [`${plural('type', types)} ${types.map((type) => `"${type}"`).join(', ')}`] : []),
    ...(holders.some(({ user }) => textOf(user) !== '') ? ['user may not be set'] : []),
    ...(holders.some(({ role }) => textOf(role) !== '') ? ['role may not be set'] : []),
  ];
  return `seLinuxOptions (${bad.join(' and ')} set forbidden securityContext.seLinuxOptions: ${what.join('; ')})`;
};

const safeSysctls = new Set(
  'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.ip_unprivileged_port_start net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem'.split(
    ' ',
  ),
);

const sysctls: Check = (spec) => {
  const names = rowsOf(at(spec, 'securityContext', 'sysctls')).map(({ name }) => textOf(name));
  const unsafe = unique(names.filter((name) => !safeSysctls.has(name)));
  return unsafe.length === 0 ? undefined : `forbidden sysctls (${unsafe.join(', ')})`;
};

const windowsHostProcess: Check = (spec) => {
  const bad = setters(spec, (holder) => at(holder, 'securityContext', 'windowsOptions', 'hostProcess') === true);
  if (bad.length === 0) return undefined;
  return `hostProcess (${bad.join(' and ')} must not set securityContext.windowsOptions.hostProcess=true)`;
};

/** A check, and the minor version of the standard that it came with. */
type Dated = readonly [Check, number];

/** In the order of their ids, as the server lists what is broken. */
const baseline: readonly Dated[] = [
  [appArmorProfile, 0],
  [capabilitiesBaseline, 0],
  [hostNamespaces, 0],
  [hostPathVolumes, 0],
  [hostPorts, 0],
  [probeHosts, 34],
  [privileged, 0],
  [procMount, 0],
  [seLinuxOptions, 0],
  [seccompBaseline, 19],
  [sysctls, 0],
  [windowsHostProcess, 0],
];

/** Three of these stand for the laxer check of the same matter. */
const restricted: readonly Dated[] = [
  [unlessWindows(allowPrivilegeEscalation), 8],
  [appArmorProfile, 0],
  [unlessWindows(capabilitiesRestricted), 22],
  [hostNamespaces, 0],
  [hostPorts, 0],
  [probeHosts, 34],
  [privileged, 0],
  [procMount, 0],
  [restrictedVolumes, 0],
  [runAsNonRoot, 0],
  [runAsUser, 23],
  [seLinuxOptions, 0],
  [unlessWindows(seccompRestricted), 19],
  [sysctls, 0],
  [windowsHostProcess, 0],
];

const levels: Readonly<Record<string, readonly Dated[]>> = { baseline, restricted };

/**
 * What a pod breaks of a level of the standards.
 * @param version `latest`, or the minor version whose standard counts: `v1.30`
 */
export function violationsOf(level: string, version: string, spec: Fields): readonly string[] {
  const minor = version === 'latest' ? Number.POSITIVE_INFINITY : Number(version.slice('v1.'.length));
  return (own(levels, level) ?? []).filter(([, since]) => since <= minor).flatMap(([check]) => check(spec) ?? []);
}
