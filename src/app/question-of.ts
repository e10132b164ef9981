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

/** In front of a class, Space shows the answer before it goes on. */
export function answerFirst(story: Story, now: Choices): Partial<Choices> | undefined {
  const asked = now.presenter ? questionNow(story, now) : undefined;
  if (!asked || now.answers[stopName(asked.stop)] !== undefined) return undefined;
  return { answers: { ...now.answers, [stopName(asked.stop)]: '' } };
}
