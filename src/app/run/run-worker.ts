import { computeRun } from './compute-run.ts';

/** Computes runs off the main thread, so that the page stays responsive. */
self.onmessage = async ({
  data,
}: MessageEvent<{ readonly id: number; readonly text: string; readonly fileName: string }>) => {
  try {
    self.postMessage({ id: data.id, ...(await computeRun(data.text, data.fileName)) });
  } catch (error) {
    self.postMessage({ id: data.id, broken: error instanceof Error ? error.message : String(error) });
  }
};
