import type { OwnCluster } from './own-cluster.ts';
import { ownObjects } from './own-objects.ts';
import { readClusterText } from './read-cluster-text.ts';
import { type ShareWish, sharedCluster } from './shared-cluster.ts';

/** A text to be read, or a cluster to be handed out. */
export type ClusterOrder = { readonly read: string | Blob } | { readonly share: OwnCluster; readonly wish: ShareWish };

/** Reads what kubectl printed of a cluster, off the main thread; the objects go back as a Blob, which is not copied. */
async function read(source: string | Blob): Promise<void> {
  const text = typeof source === 'string' ? source : await source.text();
  const found = readClusterText(text, (share, objects) => self.postMessage({ share, objects }));
  if ('refused' in found) self.postMessage(found);
  else self.postMessage({ json: new Blob([found.json]), summary: found.summary });
}

self.onmessage = async ({ data }: MessageEvent<ClusterOrder>) => {
  try {
    if ('read' in data) await read(data.read);
    else self.postMessage({ shared: sharedCluster(await ownObjects(data.share), data.wish) });
  } catch (problem) {
    const why = problem instanceof Error ? problem.message : String(problem);
    self.postMessage({ refused: `It could not be read: ${why}` });
  }
};
