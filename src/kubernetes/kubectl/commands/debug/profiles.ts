import { type Fields, fieldsOf, listOf } from '../../../api/fields.ts';

/** What a profile makes of the container that debugs, and of the Pod if it is a copy. */
interface Profile {
  readonly container: (container: Fields) => Fields;
  readonly copiedContainer: (container: Fields) => Fields;
  readonly copiedSpec: (spec: Fields) => Fields;
}

const same = (fields: Fields): Fields => fields;

/** Adds capabilities to those that are there. */
const adding =
  (...capabilities: readonly string[]) =>
  (container: Fields): Fields => {
    const context = fieldsOf(container.securityContext);
    const old = fieldsOf(context.capabilities);
    return {
      ...container,
      securityContext: { ...context, capabilities: { ...old, add: [...listOf(old.add), ...capabilities] } },
    };
  };

const without = (fields: Fields, ...names: readonly string[]): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

const bare = (container: Fields): Fields => without(container, 'securityContext');
const sharing = (spec: Fields): Fields => ({ ...spec, shareProcessNamespace: true });
const isolated = (spec: Fields): Fields =>
  without(sharing(spec), 'securityContext', 'hostNetwork', 'hostPID', 'hostIPC');
const restricted = (container: Fields): Fields => ({
  ...container,
  securityContext: {
    allowPrivilegeEscalation: false,
    capabilities: { drop: ['ALL'] },
    runAsNonRoot: true,
    seccompProfile: { type: 'RuntimeDefault' },
  },
});
const privileged = (container: Fields): Fields => ({ ...container, securityContext: { privileged: true } });
const network = adding('NET_ADMIN', 'NET_RAW');
const tracing = adding('SYS_PTRACE');

/** Source: v1.35 kubectl pkg/cmd/debug/profiles.go */
const profiles = {
  legacy: { container: same, copiedContainer: same, copiedSpec: same },
  general: { container: tracing, copiedContainer: tracing, copiedSpec: sharing },
  baseline: { container: bare, copiedContainer: bare, copiedSpec: sharing },
  restricted: { container: restricted, copiedContainer: restricted, copiedSpec: isolated },
  netadmin: { container: network, copiedContainer: network, copiedSpec: sharing },
  sysadmin: { container: privileged, copiedContainer: privileged, copiedSpec: sharing },
} as const satisfies Readonly<Record<string, Profile>>;

export const isProfile = (name: string): name is keyof typeof profiles => Object.hasOwn(profiles, name);

export const profileNamed = (name: string): Profile => (isProfile(name) ? profiles[name] : profiles.legacy);
