import type { Manifest } from '../../kubernetes/api/types.ts';
import { toYaml } from '../../kubernetes/kubectl/printers/yaml.ts';
import { parseYaml } from '../../scenario/imported/parse-yaml.ts';
import { readImported } from '../../scenario/imported/read-imported.ts';
import type { ClusterSummary, PendingPod } from './own-cluster.ts';

/** Offered to be asked about; of more there is only the number. */
const mostPending = 20;

export type TextRead = { readonly json: string; readonly summary: ClusterSummary } | { readonly refused: string };

/** What kubectl printed of a cluster, as the page and the run take it. */
export function readClusterText(text: string, progress: (share: number, objects: number) => void): TextRead {
  const read = readImported(text, { parseYaml, progress });
  if ('refused' in read) return read;
  const { objects, counts, unused, leftOut, leftOutCount } = read.imported;
  const pending = objects.filter(waits).slice(0, mostPending).map(pendingPod);
  return { json: JSON.stringify(objects), summary: { counts, unused, leftOut, leftOutCount, pending } };
}

/** Many kinds have no spec: a StorageClass, a PriorityClass, a ServiceAccount. */
const waits = ({ kind, spec, status }: Manifest): boolean => {
  const { nodeName } = (spec ?? {}) as { readonly nodeName?: string };
  const { phase = 'Pending' } = (status ?? {}) as { readonly phase?: string };
  return kind === 'Pod' && (nodeName ?? '') === '' && phase === 'Pending';
};

/** The Pod as somebody would write it, without what only the API server sets. */
function pendingPod(pod: Manifest): PendingPod {
  const { name = '', namespace = 'default', labels, annotations, ownerReferences } = pod.metadata ?? {};
  const metadata = { name, namespace, labels, annotations, ownerReferences };
  const manifest = toYaml({ apiVersion: 'v1', kind: 'Pod', metadata, spec: pod['spec'] });
  return { key: `Pod/${namespace}/${name}`, name: `${namespace}/${name}`, manifest };
}
