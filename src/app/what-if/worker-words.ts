import type { ApiObject } from '../../kubernetes/api/types.ts';
import type { Answers, Question } from './question.ts';
import type { RecordedView } from './recorded-view.ts';

/** What the page says to the worker: a situation piece by piece, so that no piece takes long to hand over, then questions. */
export type ToWorker =
  | { readonly type: 'objects'; readonly resource: string; readonly objects: readonly ApiObject[] }
  | { readonly type: 'situation'; readonly view: Omit<RecordedView, 'objects'>; readonly scenario: string }
  | { readonly type: 'ask'; readonly id: number; readonly question: Question }
  | { readonly type: 'no more'; readonly id: number };

/** What the worker says. */
export type FromWorker =
  | { readonly type: 'part'; readonly id: number; readonly part: Answers[Question['type']] }
  | { readonly type: 'done'; readonly id: number }
  | { readonly type: 'broken'; readonly id: number; readonly why: string };
