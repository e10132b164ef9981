import { compute } from './engine.ts';

/** Computes runs off the main thread, so that the page stays responsive. */
self.onmessage = ({
  data,
}: MessageEvent<{ readonly id: number; readonly text: string; readonly fileName: string }>) => {
  try {
    self.postMessage({ id: data.id, ...compute(data.text, data.fileName) });
  } catch (error) {
    self.postMessage({ id: data.id, broken: error instanceof Error ? error.message : String(error) });
  }
};
