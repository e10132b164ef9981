import { opened } from '../choices.ts';
import type { Documents } from '../documents.ts';
import { choose } from '../store.ts';
import { whatIsIn } from './cluster-in-words.ts';
import { readOwnCluster } from './read-own-cluster.ts';

/** Opens a link that holds a cluster: read like any that somebody pastes. */
export async function openShared(documents: Documents, cluster: string, cursor: number): Promise<void> {
  try {
    const imported = await readOwnCluster(cluster, 'from the link').cluster;
    choose({
      ...opened({ ...documents, imported }, undefined, cursor),
      notice: `This link came with a cluster: ${whatIsIn(imported.summary)}, reduced to what kube-scheduler reads.`,
    });
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    choose({
      ...opened(documents, undefined, cursor),
      notice: `The cluster of this link could not be read: ${why} The default nodes are shown instead.`,
    });
  }
}
