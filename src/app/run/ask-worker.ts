/** What the worker is asked: a run of a scenario, or the machines that it runs. */
export type Question = { readonly text: string; readonly fileName: string } | { readonly charts: true };

let worker: Worker | undefined;
let lastId = 0;

/** Asks the simulation, which lives off the main thread; gives a way to stop listening. */
export function askWorker<Answer>(question: Question, onAnswer: (answer: Answer) => void): () => void {
  worker ??= new Worker(new URL('./run-worker.ts', import.meta.url), { type: 'module' });
  const id = ++lastId;
  const listen = ({ data }: MessageEvent<{ readonly id: number } & Answer>) => {
    if (data.id === id) onAnswer(data);
  };
  worker.addEventListener('message', listen);
  worker.postMessage({ id, ...question });
  const mine = worker;
  return () => mine.removeEventListener('message', listen);
}
