import { useEffect, useState } from 'react';
import { type Asked, ask } from './ask.ts';
import type { Answers, Question } from './question.ts';

export interface Answer<T extends Question['type']> {
  /** In the order in which they were found. */
  readonly parts: readonly Answers[T][];
  readonly done: boolean;
  readonly broken: string | undefined;
}

const nothing = { parts: [], done: false, broken: undefined };

/** The answer as far as it is known; undefined question: nothing is asked. A question is the same if its words are. */
export function useAnswer<T extends Question['type']>(
  asked: Asked | undefined,
  question: Extract<Question, { readonly type: T }> | undefined,
): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>(nothing);
  const words = question === undefined ? undefined : JSON.stringify(question);
  useEffect(() => {
    if (asked === undefined || words === undefined) {
      setAnswer(nothing);
      return;
    }
    let fresh = true;
    return ask<T>(asked, JSON.parse(words), {
      // The answer before stays until the first part of the new one is there: nothing flickers.
      onPart: (part) => {
        const first = fresh;
        fresh = false;
        setAnswer((now) => ({ parts: first ? [part] : [...now.parts, part], done: false, broken: undefined }));
      },
      onDone: (broken) => {
        const none = fresh;
        setAnswer((now) => ({ parts: none ? [] : now.parts, done: true, broken }));
      },
    });
  }, [asked, words]);
  return answer;
}
