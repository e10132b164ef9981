import type { Pod } from '../api/types.ts';

/** What a Pod asks of the scheduler that is not carried out here, each with its field. */
export function unmodelledWishes(pod: Pod): readonly { readonly path: string; readonly says: string }[] {
  const found: { path: string; says: string }[] = [];
  if ((pod.spec.resourceClaims ?? []).length > 0)
    found.push({ path: 'spec.resourceClaims', says: 'Dynamic allocation of resources is not modelled.' });
  return found;
}
