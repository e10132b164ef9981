import { askClusterWorker } from './ask-cluster-worker.ts';
import type { OwnCluster } from './own-cluster.ts';

export interface BeingRead {
  readonly cluster: Promise<OwnCluster>;
  /** The promise then never settles. */
  cancel(): void;
}

/** Reads a cluster off the main thread. Rejects with a sentence for the person. */
export function readOwnCluster(
  source: string | Blob,
  name: string,
  progress?: (share: number, objects: number) => void,
): BeingRead {
  const { answer, cancel } = askClusterWorker({ read: source }, progress);
  const cluster = answer.then((found): OwnCluster => {
    if ('shared' in found) throw new Error('It was not read.');
    return { id: crypto.randomUUID(), name, ...found };
  });
  return { cluster, cancel };
}
