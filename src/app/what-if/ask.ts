import type { Decision } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';
import type { Answers, Question } from './question.ts';
import { recordedView } from './recorded-view.ts';
import type { FromWorker, ToWorker } from './worker-words.ts';

/** A recorded decision about which something is asked. */
export interface Asked {
  readonly index: TraceIndex;
  readonly look: Decision;
  /** Text of the scenario, which may configure the scheduler. */
  readonly scenario: string;
}

/** Objects that are handed over at once; more of them would hold the page up. */
const pieceSize = 400;

let worker: Worker | undefined;
let lastId = 0;
/** The situation that the worker has, or is being given. */
let given: { readonly look: Decision; readonly ready: Promise<void> } | undefined;

function startWorker(): Worker {
  const fresh = new Worker(new URL('./what-if-worker.ts', import.meta.url), { type: 'module' });
  worker = fresh;
  given = undefined;
  return fresh;
}

const tell = (to: Worker, words: ToWorker): void => to.postMessage(words);
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function handOver(to: Worker, { index, look, scenario }: Asked): Promise<void> {
  await breath();
  const view = recordedView(index, look);
  if (view === undefined) throw new Error('The Pod of this decision is not in the run.');
  const { objects, ...rest } = view;
  for (const [resource, all] of Object.entries(objects))
    for (let from = 0; from < all.length; from += pieceSize) {
      tell(to, { type: 'objects', resource, objects: all.slice(from, from + pieceSize) });
      await breath();
    }
  tell(to, { type: 'situation', view: rest, scenario });
}

/** The worker with this situation. Another one ends what was asked about the one before. */
async function workerFor(asked: Asked): Promise<Worker> {
  if (worker === undefined || given?.look !== asked.look) {
    worker?.terminate();
    const fresh = startWorker();
    given = { look: asked.look, ready: handOver(fresh, asked) };
  }
  const mine = worker;
  await given?.ready;
  if (mine === undefined) throw new Error('There is no worker.');
  return mine;
}

/**
 * Asks about a recorded decision; `onPart` hears each part of the answer as soon as it is known.
 *
 * @returns how to say that no more is wanted
 */
export function ask<T extends Question['type']>(
  asked: Asked,
  question: Extract<Question, { readonly type: T }>,
  { onPart, onDone }: { onPart: (part: Answers[T]) => void; onDone: (broken: string | undefined) => void },
): () => void {
  const id = ++lastId;
  let wanted = true;
  let stop = (): void => {};
  const end = (broken: string | undefined): void => {
    if (wanted) onDone(broken);
    stop();
    wanted = false;
  };
  workerFor(asked).then(
    (to) => {
      if (!wanted) return;
      const listen = ({ data }: MessageEvent<FromWorker>): void => {
        if (data.id !== id) return;
        if (data.type === 'part') onPart(data.part as Answers[T]);
        else end(data.type === 'broken' ? data.why : undefined);
      };
      const fail = ({ message }: ErrorEvent): void => end(message || 'It could not be computed.');
      to.addEventListener('message', listen);
      to.addEventListener('error', fail);
      stop = () => {
        to.removeEventListener('message', listen);
        to.removeEventListener('error', fail);
      };
      tell(to, { type: 'ask', id, question });
    },
    (fault: unknown) => end(fault instanceof Error ? fault.message : String(fault)),
  );
  return () => {
    if (wanted && worker !== undefined) tell(worker, { type: 'no more', id });
    wanted = false;
    stop();
  };
}
