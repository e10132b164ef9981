import { carryOut, type Order } from './engine.ts';

/** Reads scenarios and computes runs off the main thread, so that the page stays responsive. */
self.onmessage = ({ data }: MessageEvent<{ readonly id: number; readonly order: Order }>) => {
  try {
    self.postMessage({ id: data.id, done: carryOut(data.order) });
  } catch (error) {
    self.postMessage({ id: data.id, broken: error instanceof Error ? error.message : String(error) });
  }
};
