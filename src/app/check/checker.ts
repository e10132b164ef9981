import type { Documents } from '../documents.ts';
import type { Finding } from './finding.ts';

type Answer = { readonly id: number } & ({ readonly done: readonly Finding[] } | { readonly broken: string });

/** Beside the worker that computes runs: neither waits for the other. A text on which the check itself fails is left without findings, and the next one starts afresh. */
export class Checker {
  #worker: Worker | undefined;
  #waiting: { readonly id: number; readonly documents: Documents } | undefined;
  #busy = false;
  #lastId = 0;

  constructor(private readonly tell: (findings: readonly Finding[]) => void) {}

  /** Only the newest text is checked: those between are passed over. */
  check(documents: Documents): void {
    this.#lastId += 1;
    this.#waiting = { id: this.#lastId, documents };
    if (!this.#busy) this.#next();
  }

  end(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
  }

  #next(): void {
    const next = this.#waiting;
    this.#waiting = undefined;
    this.#busy = next !== undefined;
    if (next === undefined) return;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id: next.id, order: { type: 'check', documents: next.documents } });
  }

  #start(): Worker {
    const worker = new Worker(new URL('../run/run-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
      if (data.id === this.#lastId) this.tell('done' in data ? data.done : []);
      this.#next();
    });
    worker.addEventListener('error', () => {
      this.end();
      this.tell([]);
      this.#next();
    });
    return worker;
  }
}
