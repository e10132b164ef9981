import { chartDefinitions } from '../../simulation/chart-definitions.ts';
import type { Question } from './ask-worker.ts';
import { compute } from './engine.ts';

/** Computes runs off the main thread, so that the page stays responsive; and says which machines it runs. */
self.onmessage = ({ data }: MessageEvent<{ readonly id: number } & Question>) => {
  try {
    const answer = 'charts' in data ? { charts: chartDefinitions() } : compute(data.text, data.fileName);
    self.postMessage({ id: data.id, ...answer });
  } catch (error) {
    self.postMessage({ id: data.id, broken: error instanceof Error ? error.message : String(error) });
  }
};
