import { carryOut, type Order } from './engine.ts';

/** Reads scenarios and computes runs off the main thread, so that the page stays responsive. */
self.onmessage = ({ data: { id, order } }: MessageEvent<{ readonly id: number; readonly order: Order }>) => {
  carryOut(order).then(
    (done) => self.postMessage({ id, done }),
    (error: unknown) => self.postMessage({ id, broken: error instanceof Error ? error.message : String(error) }),
  );
};
