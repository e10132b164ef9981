import type { Documents } from '../documents.ts';
import type { Computed } from './compute-run.ts';
import type { Order } from './engine.ts';

type Reply = { readonly id: number } & ({ readonly done: unknown } | { readonly broken: string });

let worker: Worker | undefined;
let lastId = 0;
let runs = false;

function carryOut(order: Order): Promise<unknown> {
  // Whatever is asked while a run is computed replaces it: nobody waits for its answer any more.
  if (runs) {
    worker?.terminate();
    worker = undefined;
  }
  runs = order.type === 'run';
  worker ??= new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module' });
  const mine = worker;
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent<Reply>) => {
      if (data.id !== id) return;
      mine.removeEventListener('message', listen);
      runs = false;
      if ('done' in data) resolve(data.done);
      else reject(new Error(data.broken));
    };
    mine.addEventListener('message', listen);
    mine.postMessage({ id, order });
  });
}

/** The files of a text and the scenario around them. */
export const takeApart = (text: string, fileName: string): Promise<Documents> =>
  carryOut({ type: 'take apart', text, fileName }) as Promise<Documents>;

/** The run of the documents, or what is wrong with them. Rejects with a fault of the simulator itself. */
export const computeRun = (documents: Documents): Promise<Computed> =>
  carryOut({ type: 'run', documents }) as Promise<Computed>;
