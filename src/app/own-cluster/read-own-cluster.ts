import type { ClusterSummary, OwnCluster } from './own-cluster.ts';

type Word =
  | { readonly share: number; readonly objects: number }
  | { readonly json: Blob; readonly summary: ClusterSummary }
  | { readonly refused: string };

export interface BeingRead {
  readonly cluster: Promise<OwnCluster>;
  /** The promise then never settles. */
  cancel(): void;
}

/** Reads a cluster in a worker of its own, which ends with it. Rejects with a sentence for the person. */
export function readOwnCluster(
  source: string | Blob,
  name: string,
  progress: (share: number, objects: number) => void = () => undefined,
): BeingRead {
  const worker = new Worker(new URL('./cluster-worker.ts', import.meta.url), { type: 'module' });
  const cluster = new Promise<OwnCluster>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Word>) => {
      if ('share' in data) return progress(data.share, data.objects);
      worker.terminate();
      if ('refused' in data) reject(new Error(data.refused));
      else resolve({ id: crypto.randomUUID(), name, ...data });
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error('It could not be read: the tab ran out of memory, or the code could not be loaded.'));
    };
  });
  worker.postMessage(source);
  return { cluster, cancel: () => worker.terminate() };
}
