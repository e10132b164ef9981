import { compareQuantities } from '../api/quantity.ts';
import { matchesLabels } from '../api/selectors.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim } from '../api/types.ts';
import { matchesTerm } from '../scheduling/node-selectors.ts';
import { isKeptFor, storageClassOf } from './claim-binding.ts';

type Spec = NonNullable<PersistentVolume['spec']>;

const storageOf = (quantities: Readonly<Record<string, string>> | undefined): string => quantities?.['storage'] ?? '0';

const modeOf = (spec: { readonly volumeMode?: string } | undefined): string => spec?.volumeMode ?? 'Filesystem';

const attributesOf = (spec: { readonly volumeAttributesClassName?: string } | undefined): string =>
  spec?.volumeAttributesClassName ?? '';

const accessModesOf = (object: PersistentVolume | PersistentVolumeClaim): readonly string[] =>
  object.spec?.accessModes ?? [];

const offers = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean =>
  accessModesOf(claim).every((mode) => accessModesOf(volume).includes(mode));

/** Whether a volume can be reached from a node. Source: v1.35 component-helpers storage/volume/helpers.go CheckNodeAffinity */
export function isReachable({ spec }: PersistentVolume, node: Node): boolean {
  const terms = spec?.nodeAffinity?.required?.nodeSelectorTerms;
  return terms === undefined || terms.some((term) => matchesTerm(term, node));
}

/**
 * The smallest volume that has what the claim asks for; one that is kept for the claim goes before all others.
 * Source: v1.35 component-helpers storage/volume/pv_helpers.go FindMatchingVolume
 * @param node given by the scheduler, which looks for a volume that this node reaches
 * @param delayed a claim that waits for its first consumer: only the scheduler binds it, unless a volume is kept for it
 */
export function matchingVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  { node, delayed = false, taken }: { node?: Node; delayed?: boolean; taken?: ReadonlySet<string> } = {},
): PersistentVolume | undefined {
  const wanted = storageOf(claim.spec?.resources?.requests);
  let smallest: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (taken?.has(volume.metadata.name) === true) continue;
    const kept = isKeptFor(volume, claim);
    if (volume.spec?.claimRef !== undefined && !kept) continue;
    const size = storageOf(volume.spec?.capacity);
    if (compareQuantities(size, wanted) < 0 || modeOf(claim.spec) !== modeOf(volume.spec)) continue;
    if (attributesOf(claim.spec) !== attributesOf(volume.spec)) continue;
    if (volume.metadata.deletionTimestamp !== undefined) continue;
    const reachable = node === undefined || isReachable(volume, node);
    if (kept) return reachable ? volume : undefined;
    if (node === undefined && delayed) continue;
    if (volume.status?.phase !== 'Available' || !isSelected(claim, volume)) continue;
    if (storageClassOf(volume) !== storageClassOf(claim) || !reachable) continue;
    if (node !== undefined && !offers(volume, claim)) continue;
    if (smallest === undefined || compareQuantities(storageOf(smallest.spec?.capacity), size) > 0) smallest = volume;
  }
  return smallest;
}

const isSelected = (claim: PersistentVolumeClaim, volume: PersistentVolume): boolean =>
  claim.spec?.selector === undefined || matchesLabels(claim.spec.selector, volume.metadata.labels ?? {});

/**
 * The best of all volumes: those whose access modes are just the ones asked for go before those that offer more.
 * Source: v1.35 pkg/controller/volume/persistentvolume/index.go findByClaim
 */
export function bestVolume(
  claim: PersistentVolumeClaim,
  volumes: readonly PersistentVolume[],
  delayed: boolean,
): PersistentVolume | undefined {
  const groups = new Map<string, PersistentVolume[]>();
  for (const volume of volumes) {
    if (!offers(volume, claim)) continue;
    const modes = [...accessModesOf(volume)].sort().join(',');
    groups.set(modes, [...(groups.get(modes) ?? []), volume]);
  }
  const inOrder = [...groups.entries()].sort(([a], [b]) => a.split(',').length - b.split(',').length);
  for (const [, group] of inOrder) {
    const found = matchingVolume(claim, group, { delayed });
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Why a claim cannot have the volume that it names; undefined if it can.
 * Source: v1.35 pkg/controller/volume/persistentvolume/pv_controller.go checkVolumeSatisfyClaim
 */
export function mismatch(volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined {
  const spec: Spec = volume.spec ?? {};
  if (compareQuantities(storageOf(spec.capacity), storageOf(claim.spec?.resources?.requests)) < 0)
    return 'requested PV is too small';
  if (storageClassOf(volume) !== storageClassOf(claim)) return 'storageClassName does not match';
  if (attributesOf(spec) !== attributesOf(claim.spec)) return 'volumeAttributesClassName does not match';
  if (modeOf(spec) !== modeOf(claim.spec)) return 'incompatible volumeMode';
  return offers(volume, claim) ? undefined : 'incompatible accessMode';
}
