import type { ClusterView } from '../api/calls.ts';
import { at, own, put } from '../api/fields.ts';
import type { ConfigMap, Container, Pod, Secret, Service } from '../api/types.ts';

export type Environment = { readonly env: Readonly<Record<string, string>> } | { readonly problem: string };

/**
 * The variables of a container: envFrom, then env, then those of the Services. A missing ConfigMap, Secret or key is
 * a CreateContainerConfigError unless it is optional.
 * Source: v1.35 pkg/kubelet/kubelet_pods.go makeEnvironmentVariables
 */
export function environmentOf(pod: Pod, container: Container, view: ClusterView): Environment {
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
    for (const [key, value] of Object.entries(object.data ?? {})) put(env, `${source.prefix ?? ''}${key}`, value);
  }
  const services = serviceVariables(pod, view);
  for (const variable of container.env ?? []) {
    const value = variableValue(pod, container, variable, namespace, view);
    if (value !== undefined && 'problem' in value) return value;
    if (value !== undefined) put(env, variable.name, expand(value.text, { ...services, ...env }));
  }
  const all = { HOSTNAME: pod.spec.hostname ?? pod.metadata.name, ...services, ...env };
  return { env: all };
}

type Variable = NonNullable<Container['env']>[number];

function variableValue(
  pod: Pod,
  container: Container,
  variable: Variable,
  namespace: string,
  view: ClusterView,
): { readonly text: string } | { readonly problem: string } | undefined {
  const from = variable.valueFrom;
  if (from === undefined) return { text: variable.value ?? '' };
  if (from.fieldRef !== undefined) return { text: fieldOf(pod, from.fieldRef.fieldPath) };
  if (from.resourceFieldRef !== undefined) return { text: resourceOf(container, from.resourceFieldRef.resource) };
  const reference = from.configMapKeyRef ?? from.secretKeyRef;
  if (reference === undefined) return undefined;
  const isMap = from.configMapKeyRef !== undefined;
  const object = view.get(isMap ? 'configmaps' : 'secrets', namespace, reference.name ?? '') as ConfigMap | undefined;
  if (object === undefined) {
    return reference.optional === true
      ? undefined
      : { problem: `${isMap ? 'configmap' : 'secret'} "${reference.name}" not found` };
  }
  const text = own(object.data, reference.key);
  if (text !== undefined) return { text };
  if (reference.optional === true) return undefined;
  return {
    problem: `couldn't find key ${reference.key} in ${isMap ? 'ConfigMap' : 'Secret'} ${namespace}/${reference.name}`,
  };
}

function fieldOf(pod: Pod, path: string): string {
  const labels = /^metadata\.(labels|annotations)\['(.+)'\]$/.exec(path);
  if (labels !== null) return own(pod.metadata[labels[1] as 'labels' | 'annotations'], labels[2] ?? '') ?? '';
  const found = at(pod, ...path.split('.'));
  return typeof found === 'string' ? found : '';
}

const resourceOf = (container: Container, path: string): string => {
  const [kind, name = ''] = path.split('.');
  return own(kind === 'limits' ? container.resources?.limits : container.resources?.requests, name) ?? '0';
};

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
    const port = spec?.ports?.[0]?.port;
    if (ip === '' || ip === 'None' || port === undefined) continue;
    const name = metadata.name.toUpperCase().replaceAll('-', '_');
    env[`${name}_SERVICE_HOST`] = ip;
    env[`${name}_SERVICE_PORT`] = String(port);
    env[`${name}_PORT`] = `tcp://${ip}:${port}`;
  }
  return env;
}
