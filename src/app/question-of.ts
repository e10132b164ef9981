import { type Question, questionAt } from '../story/questions.ts';
import { type Stop, stopAt } from '../story/stops.ts';
import type { Story } from '../story/tell.ts';
import type { Choices } from './choices.ts';

/** Name under which an answer is kept. */
export const stopName = ({ step, at }: Stop): string => `${step}@${at}`;

/** The question that is asked now: guided, at a stop, not while playing. */
export function questionNow(
  story: Story,
  { cursor, guided, playing }: Pick<Choices, 'cursor' | 'guided' | 'playing'>,
): { readonly stop: Stop; readonly question: Question } | undefined {
  if (!guided || playing) return undefined;
  const stop = stopAt(story.stops, cursor);
  if (!stop || Math.abs(stop.at - cursor) > 0.01) return undefined;
  const question = questionAt(story, stop);
  return question && { stop, question };
}

/** Kept for a question that was put to the class and not answered. */
const open = '?';

/** What was answered; undefined while the question is open. */
export function answerTo({ stop }: { readonly stop: Stop }, answers: Choices['answers']): string | undefined {
  const given = answers[stopName(stop)];
  return given === open ? undefined : given;
}

/** Whether a class sees the question: after the sentences, when Space was pressed. */
export const putToClass = (stop: Stop, answers: Choices['answers']): boolean => answers[stopName(stop)] !== undefined;

/** In front of a class, Space puts the question, then shows the answer, then goes on. */
export function answerFirst(story: Story, now: Choices): Partial<Choices> | undefined {
  const asked = now.presenter ? questionNow(story, now) : undefined;
  if (!asked) return undefined;
  const name = stopName(asked.stop);
  const given = now.answers[name];
  if (given !== undefined && given !== open) return undefined;
  return { answers: { ...now.answers, [name]: given === open ? '' : open } };
}
