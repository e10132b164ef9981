import { pluralOf } from '../../story/words.ts';
import type { ClusterSummary, OwnCluster } from './own-cluster.ts';

const some = (count: number, kind: string): string => `${count} ${count === 1 ? kind : pluralOf(kind)}`;

/** `50 nodes, 612 Pods and 9 other objects` */
export function whatIsIn({ counts }: ClusterSummary): string {
  const { Node = 0, Pod = 0, ...others } = counts;
  const other = Object.values(others).reduce((sum, count) => sum + count, 0);
  const parts = [`${Node} ${Node === 1 ? 'node' : 'nodes'}`, some(Pod, 'Pod')];
  return other === 0
    ? parts.join(' and ')
    : `${parts.join(', ')} and ${other} other ${other === 1 ? 'object' : 'objects'}`;
}

/** `2 Events, 1 Secret` */
export const whatIsUnused = ({ unused }: ClusterSummary): string =>
  Object.entries(unused)
    .map(([kind, count]) => some(count, kind))
    .join(', ');

/** `cluster.yaml: 50 nodes and 612 Pods` */
export const clusterLine = ({ name, summary }: OwnCluster): string => `${name}: ${whatIsIn(summary)}`;
