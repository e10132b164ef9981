import type { RunSummary } from '../../story/run-summary.ts';
import type { Documents } from '../documents.ts';

type Reply = { readonly id: number } & ({ readonly done: unknown } | { readonly broken: string });

let lastId = 0;

/** Computes whole runs beside the one on the screen, one after the other, and tells what became of one maker's Pods. */
export class Prover {
  private worker: Worker | undefined;

  /** Undefined where the scenario does not run any more with the change, or where it was given up. */
  async summary(documents: Documents, maker: string): Promise<RunSummary | undefined> {
    this.worker ??= new Worker(new URL('../run/run-worker.ts', import.meta.url), { type: 'module' });
    const mine = this.worker;
    const id = ++lastId;
    const reply = await new Promise<Reply>((resolve) => {
      const listen = ({ data }: MessageEvent<Reply>) => {
        if (data.id !== id) return;
        mine.removeEventListener('message', listen);
        resolve(data);
      };
      mine.addEventListener('message', listen);
      mine.addEventListener('error', () => resolve({ id, broken: 'it could not be computed' }));
      mine.postMessage({ id, order: { type: 'summary', documents, maker } });
    });
    const done = 'done' in reply ? (reply.done as RunSummary | { readonly problems: unknown }) : undefined;
    return done === undefined || 'problems' in done ? undefined : done;
  }

  end(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
