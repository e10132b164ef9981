import { own } from './fields.ts';

/**
 * How strategic merge treats a list or a map, by the path of field names (list items do not count).
 * Source: v1.35 the patchStrategy and patchMergeKey tags of staging/src/k8s.io/api
 */
export type Strategy =
  | { readonly kind: 'by-key'; readonly key: string }
  | { readonly kind: 'set' }
  | { readonly kind: 'replace' };

const anywhere: Readonly<Record<string, string>> = {
  containers: 'name',
  initContainers: 'name',
  ephemeralContainers: 'name',
  volumes: 'name',
  env: 'name',
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  hostAliases: 'ip',
  topologySpreadConstraints: 'topologyKey',
  schedulingGates: 'name',
  resourceClaims: 'name',
  conditions: 'type',
  podIPs: 'ip',
  hostIPs: 'ip',
  ownerReferences: 'uid',
  webhooks: 'name',
};

const containerLists = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** The strategy of the list at the path. */
export function listStrategy(path: readonly string[]): Strategy {
  const name = path.at(-1) ?? '';
  const parent = path.at(-2);
  const replace: Strategy = { kind: 'replace' };
  if (name === 'finalizers') return parent === 'metadata' ? { kind: 'set' } : replace;
  if (name === 'ports') {
    if (parent !== undefined && containerLists.has(parent)) return { kind: 'by-key', key: 'containerPort' };
    return path.length === 2 && parent === 'spec' ? { kind: 'by-key', key: 'port' } : replace;
  }
  // The pull secrets of a pod merge, those of a service account do not; with its secrets it is the other way round.
  if (name === 'imagePullSecrets') return path.length > 1 ? { kind: 'by-key', key: 'name' } : replace;
  if (name === 'secrets') return path.length === 1 ? { kind: 'by-key', key: 'name' } : replace;
  if (name === 'addresses') return path.length === 2 && parent === 'status' ? { kind: 'by-key', key: 'type' } : replace;
  const key = own(anywhere, name);
  return key === undefined ? replace : { kind: 'by-key', key };
}

/** Whether a changed map at the path also says which of its fields are to stay. */
export function retainsKeys(path: readonly string[]): boolean {
  const name = path.at(-1);
  return name === 'volumes' || name === 'resourceClaims' || (name === 'strategy' && path.at(-2) === 'spec');
}
