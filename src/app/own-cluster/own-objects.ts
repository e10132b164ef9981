import type { Manifest } from '../../kubernetes/api/types.ts';
import type { OwnCluster } from './own-cluster.ts';

let last: { readonly id: string; readonly objects: readonly Manifest[] } | undefined;

const keyOf = ({ kind, metadata }: Manifest): string => `${kind}/${metadata?.namespace ?? ''}/${metadata?.name}`;

/** The objects of somebody's cluster; those read last are kept, so that one cluster is read once for many runs. */
export async function ownObjects({ id, json, without = [], besides = [] }: OwnCluster): Promise<readonly Manifest[]> {
  if (last?.id !== id) last = { id, objects: JSON.parse(await json.text()) as readonly Manifest[] };
  if (without.length + besides.length === 0) return last.objects;
  return [...last.objects.filter((object) => !without.includes(keyOf(object))), ...besides];
}
