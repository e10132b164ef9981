import type { Pod } from '../api/types.ts';

/** What a Pod asks of the scheduler that is not carried out here, each with its field. */
export function unmodelledWishes(pod: Pod): readonly { readonly path: string; readonly says: string }[] {
  const found: { path: string; says: string }[] = [];
  const { affinity, topologySpreadConstraints, volumes } = pod.spec;
  if (affinity?.podAffinity !== undefined)
    found.push({ path: 'spec.affinity.podAffinity', says: 'Affinity between Pods is not modelled.' });
  if (affinity?.podAntiAffinity !== undefined)
    found.push({ path: 'spec.affinity.podAntiAffinity', says: 'Anti-affinity between Pods is not modelled.' });
  if ((topologySpreadConstraints ?? []).length > 0) {
    found.push({
      path: 'spec.topologySpreadConstraints',
      says: 'Topology spread constraints of a Pod are not modelled.',
    });
  }
  if ((volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined)) {
    found.push({ path: 'spec.volumes', says: 'Binding of persistent volumes is not modelled.' });
  }
  return found;
}
