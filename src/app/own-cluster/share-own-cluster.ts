import { askClusterWorker } from './ask-cluster-worker.ts';
import type { OwnCluster } from './own-cluster.ts';
import type { SharedCluster, ShareWish } from './shared-cluster.ts';

/** Makes a cluster ready to be handed out, off the main thread. */
export async function shareOwnCluster(cluster: OwnCluster, wish: ShareWish): Promise<SharedCluster> {
  const answer = await askClusterWorker({ share: cluster, wish }).answer;
  if (!('shared' in answer)) throw new Error('The cluster was not made ready.');
  return answer.shared;
}
