import type { ClusterView } from '../../api/calls.ts';
import { own, sameJson } from '../../api/fields.ts';
import type { Node, PersistentVolume, PersistentVolumeClaim, Pod, StorageClass } from '../../api/types.ts';
import { storageClassOf } from '../../storage/claim-binding.ts';
import { fits, type Rejection, type SchedulingPlugin, type Verdict } from '../framework.ts';
import { namedClaims, namesClaim } from './volume-claims.ts';

/** The labels that count, old ones with what they are called now. */
const labels: Readonly<Record<string, string>> = {
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
  'topology.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region': 'topology.kubernetes.io/region',
};

/** Where a volume is, by one of its labels: in one place, or in several of them. */
interface Topology {
  readonly volume: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Values are joined with `__`; a label with an empty one does not count. Source: v1.35 volume_zone.go getPVTopologies */
function topologiesOf({ metadata }: PersistentVolume): readonly Topology[] {
  return Object.keys(labels).flatMap((key) => {
    const values = own(metadata.labels, key)
      ?.split('__')
      .map((value) => value.trim());
    return values === undefined || values.includes('') ? [] : [{ volume: metadata.name, key, values }];
  });
}

const unresolvable = (reason: string): Rejection => ({ code: 'UnschedulableAndUnresolvable', reasons: [reason] });

/** Why a claim has no volume; undefined where it waits for its first consumer. */
function withoutVolume(claim: PersistentVolumeClaim, view: ClusterView): Rejection | undefined {
  const name = storageClassOf(claim);
  if (name === '') return unresolvable('PersistentVolumeClaim had no pv name and storageClass name');
  const storageClass = view.get('storageclasses', '', name) as StorageClass | undefined;
  if (storageClass === undefined) return unresolvable(`storageclass.storage.k8s.io "${name}" not found`);
  if (storageClass.volumeBindingMode === undefined)
    return unresolvable(`VolumeBindingMode not set for StorageClass "${name}"`);
  return storageClass.volumeBindingMode === 'WaitForFirstConsumer'
    ? undefined
    : unresolvable('PersistentVolume had no name');
}

/** Source: v1.35 volume_zone.go getPVbyPod */
function topologiesFor(pod: Pod, view: ClusterView): readonly Topology[] | Rejection {
  const found: Topology[] = [];
  for (const name of namedClaims(pod)) {
    if (name === '') return unresolvable('PersistentVolumeClaim had no name');
    const claim = view.get('persistentvolumeclaims', pod.metadata.namespace ?? '', name);
    if (claim === undefined) return unresolvable(`persistentvolumeclaim "${name}" not found`);
    const volumeName = (claim as PersistentVolumeClaim).spec?.volumeName ?? '';
    if (volumeName === '') {
      const problem = withoutVolume(claim as PersistentVolumeClaim, view);
      if (problem !== undefined) return problem;
      continue;
    }
    const volume = view.get('persistentvolumes', '', volumeName) as PersistentVolume | undefined;
    if (volume === undefined) return unresolvable(`persistentvolume "${volumeName}" not found`);
    found.push(...topologiesOf(volume));
  }
  return found;
}

/** A node that says nothing of where it is may have any volume. */
function verdict(topologies: readonly Topology[], { metadata }: Node): Verdict {
  if (Object.keys(labels).every((key) => own(metadata.labels, key) === undefined)) return fits;
  for (const { volume, key, values } of topologies) {
    const found = own(metadata.labels, key) ?? own(metadata.labels, labels[key] ?? key);
    if (found !== undefined && values.includes(found)) continue;
    return {
      code: 'UnschedulableAndUnresolvable',
      reasons: ['node(s) had no available volume zone'],
      compared: { volume, key, wanted: values, found: found ?? null, field: 'metadata.labels' },
    };
  }
  return fits;
}

/**
 * Sends a Pod only into the zones and regions of its volumes.
 * Source: v1.35 pkg/scheduler/framework/plugins/volumezone/volume_zone.go
 */
export const volumeZone: SchedulingPlugin = {
  name: 'VolumeZone',
  preFilter({ pod, view }) {
    const topologies = topologiesFor(pod, view);
    if ('code' in topologies) return topologies;
    if (topologies.length === 0) return 'Skip';
    return { filter: ({ node }) => verdict(topologies, node) };
  },
  hints: [
    {
      resource: 'StorageClass',
      actions: ['Add'],
      helps: (_pod, { after }) => (after as StorageClass).volumeBindingMode === 'WaitForFirstConsumer',
    },
    { resource: 'Node', actions: ['Add', 'UpdateNodeLabel'] },
    {
      resource: 'PersistentVolumeClaim',
      actions: ['Add', 'Update'],
      helps: (pod, { after }) => namesClaim(pod, after),
    },
    {
      resource: 'PersistentVolume',
      actions: ['Add', 'Update'],
      helps: (_pod, { before, after }) =>
        before === undefined ||
        !sameJson(topologiesOf(before as PersistentVolume), topologiesOf(after as PersistentVolume)),
    },
  ],
};
