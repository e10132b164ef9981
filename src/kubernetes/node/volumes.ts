import { fromBase64 } from '../api/base64.ts';
import type { ClusterView } from '../api/calls.ts';
import { own, put } from '../api/fields.ts';
import type { ConfigMap, PersistentVolumeClaim, Pod, PodSpec, Secret } from '../api/types.ts';
import { podClaims } from '../storage/pod-claims.ts';
import { fieldText, type NodeFacts, resourceText } from './downward-api.ts';
import { allContainersOf } from './restart-policy.ts';

type Volume = NonNullable<Pod['spec']['volumes']>[number];

/** The volumes that some container mounts; what nobody mounts is left alone. Source: v1.35 pkg/kubelet/volumemanager */
export function mountedVolumes(pod: Pod): readonly Volume[] {
  const known = mountedBy.get(pod.spec) ?? findMounted(pod);
  mountedBy.set(pod.spec, known);
  return known;
}

/** Specs never change in place, and the parts of the kubelet ask often. */
const mountedBy = new WeakMap<PodSpec, readonly Volume[]>();

function findMounted(pod: Pod): readonly Volume[] {
  const used = new Set(
    allContainersOf(pod).flatMap((container) => (container.volumeMounts ?? []).map(({ name }) => name)),
  );
  return (pod.spec.volumes ?? []).filter(({ name }) => used.has(name));
}

export const needsToken = (volume: Volume): boolean =>
  volume.projected?.sources?.some((source) => source.serviceAccountToken !== undefined) === true;

export interface Contents {
  /** Files of the volume; undefined for one that begins empty. */
  readonly files: Readonly<Record<string, string>>;
}

const none: Contents = { files: {} };

/**
 * What a volume holds when it is set up, or why it cannot be: the error of MountVolume.SetUp.
 * Source: v1.35 pkg/volume/{configmap,secret,projected}
 */
export function volumeContents(
  pod: Pod,
  volume: Volume,
  view: ClusterView,
  facts: NodeFacts,
): Contents | { readonly problem: string } {
  const namespace = pod.metadata.namespace ?? 'default';
  if (volume.configMap !== undefined)
    return fromMap(view, 'configmap', namespace, volume.configMap.name, volume.configMap);
  if (volume.secret !== undefined) return fromMap(view, 'secret', namespace, volume.secret.secretName, volume.secret);
  if (volume.projected !== undefined) return projected(pod, volume, view, facts);
  if (volume.downwardAPI !== undefined) return { files: downward(pod, volume.downwardAPI.items ?? [], facts) };
  const claim = podClaims(pod).find((each) => each.volume === volume.name)?.name;
  return claim === undefined ? none : claimed(view, namespace, claim);
}

/**
 * What a claim stands for begins empty: the contents of a disk are not modelled.
 * Source: v1.35 pkg/kubelet/volumemanager/populator/desired_state_of_world_populator.go getPVCExtractPV
 */
function claimed(view: ClusterView, namespace: string, name: string): Contents | { readonly problem: string } {
  const found = view.get('persistentvolumeclaims', namespace, name);
  const problem = (why: string) => ({ problem: `error processing PVC ${namespace}/${name}: ${why}` });
  if (found === undefined)
    return problem(`failed to fetch PVC from API server: persistentvolumeclaims "${name}" not found`);
  const claim = found as PersistentVolumeClaim;
  if (claim.metadata.deletionTimestamp !== undefined) return problem('PVC is being deleted');
  if (claim.status?.phase !== 'Bound' || (claim.spec?.volumeName ?? '') === '') return problem('PVC is not bound');
  return none;
}

interface Items {
  readonly items?: readonly { readonly key: string; readonly path: string }[];
  readonly optional?: boolean;
}

function fromMap(
  view: ClusterView,
  kind: 'configmap' | 'secret',
  namespace: string,
  name: string | undefined,
  { items, optional }: Items,
): Contents | { readonly problem: string } {
  const object = view.get(`${kind}s`, namespace, name ?? '') as (ConfigMap | Secret) | undefined;
  if (object === undefined) return optional === true ? none : { problem: `${kind} "${name ?? ''}" not found` };
  const data = textsOf(object);
  if (items === undefined) return { files: data };
  const files: Record<string, string> = {};
  for (const { key, path } of items) {
    const text = own(data, key);
    if (text === undefined && optional !== true) {
      return {
        problem:
          kind === 'configmap'
            ? `configmap references non-existent config key: ${key}`
            : `references non-existent secret key: ${key}`,
      };
    }
    if (text !== undefined) put(files, path, text);
  }
  return { files };
}

function projected(
  pod: Pod,
  volume: Volume,
  view: ClusterView,
  facts: NodeFacts,
): Contents | { readonly problem: string } {
  const namespace = pod.metadata.namespace ?? 'default';
  const files: Record<string, string> = {};
  const problems: string[] = [];
  for (const source of volume.projected?.sources ?? []) {
    if (source.serviceAccountToken !== undefined) put(files, source.serviceAccountToken.path, 'simulated');
    const from = source.configMap ?? source.secret;
    if (from !== undefined) {
      const found = fromMap(view, source.configMap === undefined ? 'secret' : 'configmap', namespace, from.name, from);
      if ('problem' in found) problems.push(found.problem);
      else for (const [path, text] of Object.entries(found.files)) put(files, path, text);
    }
    const items = downward(pod, source.downwardAPI?.items ?? [], facts);
    for (const [path, text] of Object.entries(items)) put(files, path, text);
  }
  if (problems.length === 0) return { files };
  return { problem: problems.length === 1 ? (problems[0] ?? '') : `[${problems.join(', ')}]` };
}

/** Binary data of a ConfigMap and all data of a Secret travel in base64. */
function textsOf(object: ConfigMap | Secret): Readonly<Record<string, string>> {
  const decoded = (encoded: Readonly<Record<string, string>>): Readonly<Record<string, string>> => {
    const texts: Record<string, string> = {};
    for (const [key, text] of Object.entries(encoded)) put(texts, key, fromBase64(text));
    return texts;
  };
  if (object.kind === 'Secret') return decoded(object.data ?? {});
  return { ...object.data, ...('binaryData' in object ? decoded(object.binaryData ?? {}) : {}) };
}

type DownwardItem = NonNullable<NonNullable<Volume['downwardAPI']>['items']>[number];

/** Source: v1.35 pkg/volume/downwardapi/downwardapi.go CollectData */
function downward(pod: Pod, items: readonly DownwardItem[], facts: NodeFacts): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const { path, fieldRef, resourceFieldRef } of items) {
    if (fieldRef !== undefined) put(files, path, fieldText(pod, fieldRef.fieldPath, facts));
    else if (resourceFieldRef !== undefined) put(files, path, resourceText(pod, undefined, resourceFieldRef, facts));
  }
  return files;
}
