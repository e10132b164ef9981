import type { ClusterOrder } from './cluster-worker.ts';
import type { ClusterSummary } from './own-cluster.ts';
import type { SharedCluster } from './shared-cluster.ts';

type Word = { readonly share: number; readonly objects: number } | { readonly refused: string } | Answer;

export type Answer = { readonly json: Blob; readonly summary: ClusterSummary } | { readonly shared: SharedCluster };

export interface Asked {
  /** Rejects with a sentence for the person; never settles once it was cancelled. */
  readonly answer: Promise<Answer>;
  cancel(): void;
}

/** One order, in a worker of its own, which ends with it. */
export function askClusterWorker(order: ClusterOrder, progress?: (share: number, objects: number) => void): Asked {
  const worker = new Worker(new URL('./cluster-worker.ts', import.meta.url), { type: 'module' });
  const answer = new Promise<Answer>((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Word>) => {
      if ('share' in data) return progress?.(data.share, data.objects);
      worker.terminate();
      if ('refused' in data) reject(new Error(data.refused));
      else resolve(data);
    };
    worker.onerror = () => {
      worker.terminate();
      reject(new Error('It could not be read: the tab ran out of memory, or the code could not be loaded.'));
    };
  });
  worker.postMessage(order);
  return { answer, cancel: () => worker.terminate() };
}
