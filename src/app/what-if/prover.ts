import type { Wanted } from './apply/wanted.ts';
import type { Proved } from './prove.ts';

type Reply = { readonly id: number } & ({ readonly done: Proved } | { readonly broken: string });

let lastId = 0;

/** Computes whole runs with changes off the main thread, one after the other. */
export class Prover {
  private worker: Worker | undefined;

  /** @param maker of the Pods in question, as `makerOf` names it */
  prove(wanted: Wanted, maker: string): Promise<Proved> {
    this.worker ??= new Worker(new URL('../run/run-worker.ts', import.meta.url), { type: 'module' });
    const mine = this.worker;
    const id = ++lastId;
    return new Promise((resolve) => {
      const listen = ({ data }: MessageEvent<Reply>) => {
        if (data.id !== id) return;
        mine.removeEventListener('message', listen);
        resolve('done' in data ? data.done : { cannot: data.broken });
      };
      mine.addEventListener('message', listen);
      mine.addEventListener('error', ({ message }) => resolve({ cannot: message || 'it could not be computed' }));
      mine.postMessage({ id, order: { type: 'prove', wanted, maker } });
    });
  }

  end(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
