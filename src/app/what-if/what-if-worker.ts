import type { ApiObject } from '../../kubernetes/api/types.ts';
import type { Profile } from '../../kubernetes/scheduling/profile.ts';
import type { Situation } from '../../kubernetes/scheduling/what-if/situation.ts';
import { answer, profileFor } from './answer.ts';
import type { Question } from './question.ts';
import { situationOf } from './situation-of.ts';
import type { FromWorker, ToWorker } from './worker-words.ts';

let gathered: Record<string, ApiObject[]> = {};
let known: { readonly situation: Situation; readonly profile: Profile } | undefined;
const unwanted = new Set<number>();

const say = (words: FromWorker): void => self.postMessage(words);

/** Between two parts of an answer the page may say that it wants no more. */
const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

async function carryOut(id: number, question: Question): Promise<void> {
  if (known === undefined) throw new Error('Nothing is known of the situation.');
  for (const part of answer(question, known.situation, known.profile)) {
    say({ type: 'part', id, part });
    await breath();
    if (unwanted.delete(id)) return;
  }
  say({ type: 'done', id });
}

/** Answers questions about one situation at a time, off the main thread. */
self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === 'objects') {
    const all = gathered[data.resource] ?? [];
    gathered[data.resource] = all;
    all.push(...data.objects);
  } else if (data.type === 'situation') {
    const situation = situationOf({ ...data.view, objects: gathered });
    gathered = {};
    known = { situation, profile: profileFor(situation, data.scenario) };
  } else if (data.type === 'no more') unwanted.add(data.id);
  else
    carryOut(data.id, data.question).catch((fault: unknown) =>
      say({ type: 'broken', id: data.id, why: fault instanceof Error ? fault.message : String(fault) }),
    );
};
