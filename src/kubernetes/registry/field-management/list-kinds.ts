import { own } from '../../api/fields.ts';

/** How server-side apply merges a list: item by item, value by value, or as a whole. */
export type ListKind =
  | { readonly kind: 'by keys'; readonly keys: readonly string[] }
  | { readonly kind: 'set' }
  | { readonly kind: 'atomic' };

const anywhere: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  volumes: ['name'],
  env: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  hostAliases: ['ip'],
  imagePullSecrets: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  schedulingGates: ['name'],
  resourceClaims: ['name'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  webhooks: ['name'],
};

const ofContainers: ReadonlySet<string> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** Source: v1.35 the listType and listMapKey markers of staging/src/k8s.io/api */
export function listKind(path: readonly string[]): ListKind {
  const [name = '', parent = ''] = [path.at(-1), path.at(-2)];
  if (name === 'finalizers') return { kind: 'set' };
  if (name === 'ports') {
    if (ofContainers.has(parent)) return { kind: 'by keys', keys: ['containerPort', 'protocol'] };
    return path.length === 2 ? { kind: 'by keys', keys: ['port', 'protocol'] } : { kind: 'atomic' };
  }
  const keys = own(anywhere, name);
  return keys === undefined ? { kind: 'atomic' } : { kind: 'by keys', keys };
}

const atomicMaps: ReadonlySet<string> = new Set([
  'selector',
  'labelSelector',
  'podSelector',
  'namespaceSelector',
  'nodeSelector',
  'configMapKeyRef',
  'secretKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'roleRef',
  'scaleTargetRef',
  'claimRef',
  'secretRef',
]);

/** Maps that have one owner. Source: the mapType markers of the same files */
export const isAtomicMap = (path: readonly string[]): boolean => atomicMaps.has(path.at(-1) ?? '');

/** What stands for a key of an item that does not say it. */
export const defaultOfKey: Readonly<Record<string, string>> = { protocol: 'TCP' };
