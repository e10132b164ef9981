import { Fragment, useId } from 'react';
import type { ExplainedCount } from '../../story/explained-refusal.ts';
import styles from './explained-sentence.module.css';

interface ExplainedSentenceProps {
  readonly sentence: string;
  readonly counts: readonly ExplainedCount[];
}

/** Kubernetes' words untouched; each number underlined, and a row below that says what it counts. */
export function ExplainedSentence({ sentence, counts }: ExplainedSentenceProps) {
  const id = useId();
  return (
    <div className={styles.explained}>
      <p>
        {pieces(sentence, counts).map(({ before, number, row }) => (
          <Fragment key={row}>
            {before}
            {number !== '' && (
              <button type="button" aria-describedby={`${id}${row}`} title={counts[row]?.means}>
                {number}
              </button>
            )}
          </Fragment>
        ))}
      </p>
      <ul aria-label="What each number counts">
        {counts.map(({ text, means }, row) => (
          <li key={text} id={`${id}${row}`}>
            {means}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The sentence cut before and after each number; the last piece has none. */
function pieces(sentence: string, counts: readonly ExplainedCount[]) {
  let from = 0;
  const cut = counts.map(({ text }, row) => {
    const at = Math.max(from, sentence.indexOf(text, from));
    const number = /^\d+(\/\d+)?/.exec(text)?.[0] ?? '';
    const before = sentence.slice(from, at);
    from = at + number.length;
    return { before, number, row };
  });
  return [...cut, { before: sentence.slice(from), number: '', row: counts.length }];
}
