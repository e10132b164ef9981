import type { ChartDefinition } from '../../trace/chart-definition.ts';
import type { Documents } from '../documents.ts';
import type { Computed } from './compute-run.ts';
import type { Order } from './engine.ts';

type Reply = { readonly id: number } & ({ readonly done: unknown } | { readonly broken: string });

let worker: Worker | undefined;
let lastId = 0;
/** What is asked and not answered yet, by id; each knows how to be given up. */
const open = new Map<number, { readonly type: Order['type']; readonly giveUp: () => void }>();

function carryOut(order: Order): Promise<unknown> {
  // Another scenario replaces a run that is still computed: nobody waits for its answer any more.
  const runs = [...open.values()].some(({ type }) => type === 'run');
  if (order.type !== 'charts' && runs) {
    worker?.terminate();
    worker = undefined;
    for (const { giveUp } of open.values()) giveUp();
    open.clear();
  }
  worker ??= new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module' });
  const mine = worker;
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    open.set(id, { type: order.type, giveUp: () => reject(new Error('something else was asked meanwhile')) });
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

/** The files of a text and the scenario around them. */
export const takeApart = (text: string, fileName: string): Promise<Documents> =>
  carryOut({ type: 'take apart', text, fileName }) as Promise<Documents>;

/** The run of the documents, or what is wrong with them. Rejects with a fault of the simulator itself. */
export const computeRun = (documents: Documents): Promise<Computed> =>
  carryOut({ type: 'run', documents }) as Promise<Computed>;

export type Charts = Readonly<Record<string, ChartDefinition>>;

/** The machines as they are defined, from where they run: the page itself does not load the simulation. */
export const askCharts = (): Promise<Charts> => carryOut({ type: 'charts' }) as Promise<Charts>;
