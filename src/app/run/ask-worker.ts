import type { ChartDefinition } from '../../trace/chart-definition.ts';
import type { Documents } from '../documents.ts';
import type { Computed } from './compute-run.ts';
import type { Order } from './engine.ts';

type Reply = { readonly id: number } & ({ readonly done: unknown } | { readonly broken: string });

/** Nobody waits for this answer any more: something else was asked, or a person stopped it. Not a fault. */
export class GivenUp extends Error {
  constructor(readonly by: 'another order' | 'a person') {
    super(`given up for ${by}`);
  }
}

let worker: Worker | undefined;
let lastId = 0;
/** What is asked and not answered yet, by id; each knows how to fail. */
const open = new Map<number, { readonly type: Order['type']; readonly fail: (why: Error) => void }>();

/** Ends the worker with all that it was asked; the next order starts a fresh one. */
function endWorker(why: Error): void {
  worker?.terminate();
  worker = undefined;
  const failing = [...open.values()];
  open.clear();
  for (const { fail } of failing) fail(why);
}

function startWorker(): Worker {
  const fresh = new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module' });
  fresh.addEventListener('error', ({ message }) => {
    if (worker === fresh) endWorker(new Error(message || 'the computation could not be loaded, or ran out of memory.'));
  });
  fresh.addEventListener('messageerror', () => {
    if (worker === fresh) endWorker(new Error('the run could not be handed over.'));
  });
  return fresh;
}

function carryOut(order: Order): Promise<unknown> {
  // Another scenario replaces a run that is still computed.
  const runs = [...open.values()].some(({ type }) => type === 'run');
  if (order.type !== 'charts' && runs) endWorker(new GivenUp('another order'));
  worker ??= startWorker();
  const mine = worker;
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    open.set(id, { type: order.type, fail: reject });
    const listen = ({ data }: MessageEvent<Reply>) => {
      if (data.id !== id) return;
      mine.removeEventListener('message', listen);
      open.delete(id);
      if ('done' in data) resolve(data.done);
      else reject(new Error(data.broken));
    };
    mine.addEventListener('message', listen);
    mine.postMessage({ id, order });
  });
}

/** Gives up what is being computed. The run on the screen stays. */
export const stopComputing = (): void => endWorker(new GivenUp('a person'));

/** The files of a text and the scenario around them. Rejects with `GivenUp` when something else was asked. */
export const takeApart = (text: string, fileName: string): Promise<Documents> =>
  carryOut({ type: 'take apart', text, fileName }) as Promise<Documents>;

/** The run of the documents, or what is wrong with them. Rejects with `GivenUp`, or a fault of the simulator itself. */
export const computeRun = (documents: Documents): Promise<Computed> =>
  carryOut({ type: 'run', documents }) as Promise<Computed>;

export type Charts = Readonly<Record<string, ChartDefinition>>;

/** The machines as they are defined, from where they run: the page itself does not load the simulation. */
export const askCharts = (): Promise<Charts> => carryOut({ type: 'charts' }) as Promise<Charts>;
