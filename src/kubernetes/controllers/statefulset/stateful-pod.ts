import type { ApiObject, Pod, PodSpec, PodTemplateSpec, StatefulSet } from '../../api/types.ts';
import { ownerReference } from '../owner-reference.ts';
import { podFromTemplate } from '../pods.ts';

const revisionLabel = 'controller-revision-hash';
const nameLabel = 'statefulset.kubernetes.io/pod-name';
const indexLabel = 'apps.kubernetes.io/pod-index';

type ClaimTemplate = NonNullable<NonNullable<StatefulSet['spec']>['volumeClaimTemplates']>[number];

/** The number at the end of a Pod's name; undefined where the name is none of the set's. Source: stateful_set_utils.go getParentNameAndOrdinal */
export function ordinalOf(set: StatefulSet, pod: Pod): number | undefined {
  const found = /^(.*)-([0-9]+)$/.exec(pod.metadata.name);
  return found?.[1] === set.metadata.name ? Number(found[2]) : undefined;
}

export const startOf = (set: StatefulSet): number => set.spec?.ordinals?.start ?? 0;
export const replicasOf = (set: StatefulSet): number => set.spec?.replicas ?? 1;
export const revisionIn = (pod: Pod): string => pod.metadata.labels?.[revisionLabel] ?? '';

/** The claims that the Pod of an ordinal mounts. Source: stateful_set_utils.go getPersistentVolumeClaims */
export function claimsOf(
  set: StatefulSet,
  ordinal: number,
): readonly { readonly volume: string; readonly claim: ClaimTemplate }[] {
  return (set.spec?.volumeClaimTemplates ?? []).map((template) => {
    const volume = template.metadata?.name ?? '';
    const { status: _, ...claim } = template;
    const whenDeleted = set.spec?.persistentVolumeClaimRetentionPolicy?.whenDeleted;
    const metadata = {
      ...claim.metadata,
      name: `${volume}-${set.metadata.name}-${ordinal}`,
      ...(set.metadata.namespace === undefined ? {} : { namespace: set.metadata.namespace }),
      labels: { ...claim.metadata?.labels, ...set.spec?.selector?.matchLabels },
      ...(whenDeleted === 'Delete' ? { ownerReferences: [ownerReference(set as ApiObject)] } : {}),
    };
    return { volume, claim: { ...claim, metadata } };
  });
}

/**
 * The Pod of an ordinal: its name, what it is known by in the network, and its own claims.
 * Source: v1.35 pkg/controller/statefulset/stateful_set_utils.go newStatefulSetPod, initIdentity, updateStorage
 */
export function statefulPod(set: StatefulSet, template: PodTemplateSpec, revision: string, ordinal: number): Pod {
  const name = `${set.metadata.name}-${ordinal}`;
  const subdomain = set.spec?.serviceName ?? '';
  const claims = claimsOf(set, ordinal);
  const own = (template.spec?.volumes ?? []).filter((volume) => !claims.some((claim) => claim.volume === volume.name));
  const volumes = [
    ...claims.map(({ volume, claim }) => ({
      name: volume,
      persistentVolumeClaim: { claimName: claim.metadata?.name ?? '' },
    })),
    ...own,
  ];
  const spec = {
    ...template.spec,
    ...(volumes.length === 0 ? {} : { volumes }),
    hostname: name,
    ...(subdomain === '' ? {} : { subdomain }),
  } as PodSpec;
  const labels = {
    ...template.metadata?.labels,
    [indexLabel]: String(ordinal),
    [revisionLabel]: revision,
    [nameLabel]: name,
  };
  const body = podFromTemplate(
    { ...template, spec, metadata: { ...template.metadata, labels } },
    set as ApiObject,
  ) as Pod;
  return { ...body, metadata: { ...body.metadata, name, namespace: set.metadata.namespace ?? '' } };
}

/** Whether the name, the labels and the claims of a Pod are what they must be. Source: stateful_set_utils.go identityMatches, storageMatches */
export function keepsIdentity(set: StatefulSet, pod: Pod): boolean {
  const ordinal = ordinalOf(set, pod) ?? -1;
  const labels = pod.metadata.labels ?? {};
  const mounts = (volume: string): string | undefined =>
    pod.spec.volumes?.find(({ name }) => name === volume)?.persistentVolumeClaim?.claimName;
  return (
    labels[nameLabel] === pod.metadata.name &&
    labels[indexLabel] === String(ordinal) &&
    claimsOf(set, ordinal).every(({ volume, claim }) => mounts(volume) === claim.metadata?.name)
  );
}

/** The Pod with the labels it has lost. */
export function withIdentity(set: StatefulSet, pod: Pod): Pod {
  const labels = { ...pod.metadata.labels, [nameLabel]: pod.metadata.name, [indexLabel]: String(ordinalOf(set, pod)) };
  return { ...pod, metadata: { ...pod.metadata, labels } };
}
