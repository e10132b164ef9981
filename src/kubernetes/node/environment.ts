import { fromBase64 } from '../api/base64.ts';
import type { ClusterView } from '../api/calls.ts';
import { own, put } from '../api/fields.ts';
import type { ConfigMap, Container, Pod, Secret, Service } from '../api/types.ts';
import { fieldText, type NodeFacts, resourceText } from './downward-api.ts';
import { hostnameOf } from './network-files.ts';

export type Environment = { readonly env: Readonly<Record<string, string>> } | { readonly problem: string };

/**
 * The variables of a container: envFrom, then env, then those of the Services. A missing ConfigMap, Secret or key is
 * a CreateContainerConfigError unless it is optional.
 * Source: v1.35 pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
 */
export function environmentOf(pod: Pod, container: Container, view: ClusterView, facts: NodeFacts): Environment {
  const namespace = pod.metadata.namespace ?? 'default';
  const env: Record<string, string> = {};
  for (const source of container.envFrom ?? []) {
    const kind = source.configMapRef === undefined ? 'secrets' : 'configmaps';
    const reference = source.configMapRef ?? source.secretRef;
    const name = reference?.name ?? '';
    const object = view.get(kind, namespace, name) as ConfigMap | Secret | undefined;
    if (object === undefined) {
      if (reference?.optional === true) continue;
      return { problem: `${kind === 'configmaps' ? 'configmap' : 'secret'} "${name}" not found` };
    }
    const read = kind === 'secrets' ? fromBase64 : (text: string) => text;
    for (const [key, value] of Object.entries(object.data ?? {})) put(env, `${source.prefix ?? ''}${key}`, read(value));
  }
  const services = serviceVariables(pod, view);
  for (const variable of container.env ?? []) {
    const value = variableValue(pod, container, variable, view, facts);
    if (value !== undefined && 'problem' in value) return value;
    if (value !== undefined) put(env, variable.name, expand(value.text, { ...services, ...env }));
  }
  const all = { HOSTNAME: hostnameOf(pod, pod.spec.nodeName ?? ''), ...services, ...env };
  return { env: all };
}

type Variable = NonNullable<Container['env']>[number];

function variableValue(
  pod: Pod,
  container: Container,
  variable: Variable,
  view: ClusterView,
  facts: NodeFacts,
): { readonly text: string } | { readonly problem: string } | undefined {
  const from = variable.valueFrom;
  if (from === undefined) return { text: variable.value ?? '' };
  if (from.fieldRef !== undefined) return { text: fieldText(pod, from.fieldRef.fieldPath, facts) };
  if (from.resourceFieldRef !== undefined) return { text: resourceText(pod, container, from.resourceFieldRef, facts) };
  const reference = from.configMapKeyRef ?? from.secretKeyRef;
  if (reference === undefined) return undefined;
  const isMap = from.configMapKeyRef !== undefined;
  const namespace = pod.metadata.namespace ?? 'default';
  const object = view.get(isMap ? 'configmaps' : 'secrets', namespace, reference.name ?? '') as ConfigMap | undefined;
  if (object === undefined) {
    return reference.optional === true
      ? undefined
      : { problem: `${isMap ? 'configmap' : 'secret'} "${reference.name}" not found` };
  }
  const text = own(object.data, reference.key);
  if (text !== undefined) return { text: isMap ? text : fromBase64(text) };
  if (reference.optional === true) return undefined;
  return {
    problem: `couldn't find key ${reference.key} in ${isMap ? 'ConfigMap' : 'Secret'} ${namespace}/${reference.name}`,
  };
}

/** `$(NAME)` is replaced where NAME is known; `$$` is one dollar. */
const expand = (text: string, known: Readonly<Record<string, string>>): string =>
  text.replace(/\$\$|\$\(([A-Za-z_][A-Za-z0-9_.-]*)\)/g, (all, name: string | undefined) =>
    name === undefined ? '$' : (own(known, name) ?? all),
  );

/** `WEB_SERVICE_HOST` and its like, for Services that exist when the container is made. Source: pkg/kubelet/envvars */
function serviceVariables(pod: Pod, view: ClusterView): Readonly<Record<string, string>> {
  const env: Record<string, string> = {};
  const namespace = pod.metadata.namespace ?? 'default';
  const services = view.list('services') as readonly Service[];
  for (const { metadata, spec } of services) {
    const master = metadata.namespace === 'default' && metadata.name === 'kubernetes';
    if (!master && (metadata.namespace !== namespace || pod.spec.enableServiceLinks === false)) continue;
    const ip = spec?.clusterIP ?? '';
    const ports = spec?.ports ?? [];
    const [first] = ports;
    if (ip === '' || ip === 'None' || first === undefined) continue;
    const name = variableName(metadata.name);
    env[`${name}_SERVICE_HOST`] = ip;
    env[`${name}_SERVICE_PORT`] = String(first.port);
    for (const each of ports)
      if (each.name !== undefined && each.name !== '')
        env[`${name}_SERVICE_PORT_${variableName(each.name)}`] = String(each.port);
    env[`${name}_PORT`] = linkTo(ip, first);
    for (const each of ports) Object.assign(env, linkVariables(name, ip, each));
  }
  return env;
}

type ServicePort = NonNullable<NonNullable<Service['spec']>['ports']>[number];

const variableName = (name: string): string => name.toUpperCase().replaceAll('-', '_');

const linkTo = (ip: string, { port, protocol }: ServicePort): string =>
  `${(protocol ?? 'TCP').toLowerCase()}://${ip}:${port}`;

/** What Docker once set for linked containers. */
function linkVariables(name: string, ip: string, port: ServicePort): Readonly<Record<string, string>> {
  const protocol = port.protocol ?? 'TCP';
  const prefix = `${name}_PORT_${port.port}_${protocol.toUpperCase()}`;
  return {
    [prefix]: linkTo(ip, port),
    [`${prefix}_PROTO`]: protocol.toLowerCase(),
    [`${prefix}_PORT`]: String(port.port),
    [`${prefix}_ADDR`]: ip,
  };
}
