import { Fragment, useId, useState } from 'react';
import type { ExplainedCount } from '../../story/explained-refusal.ts';
import styles from './explained-sentence.module.css';
import { ShortageBars } from './shortage-bars.tsx';

interface ExplainedSentenceProps {
  readonly sentence: string;
  readonly counts: readonly ExplainedCount[];
  /** Where it is what the page is about: large, and one row at a time. */
  readonly large?: boolean;
}

/** Kubernetes' words untouched; each number underlined, and a row below that says what it counts. */
export function ExplainedSentence({ sentence, counts, large = false }: ExplainedSentenceProps) {
  const id = useId();
  const [chosen, setChosen] = useState(large ? firstOf(sentence, counts) : undefined);
  return (
    <div className={styles.explained} data-large={large}>
      <p>
        {pieces(sentence, counts).map(({ before, number, row }) => (
          <Fragment key={row}>
            {before}
            {number !== '' && (
              <button
                type="button"
                aria-describedby={`${id}${row}`}
                aria-pressed={chosen === row}
                title={counts[row]?.means}
                onClick={() => setChosen(chosen === row && !large ? undefined : row)}
              >
                {number}
              </button>
            )}
          </Fragment>
        ))}
      </p>
      <ul aria-label="What each number counts">
        {counts.map(({ text, at, means, shortages = [] }, row) => (
          <li key={`${at} ${text}`} id={`${id}${row}`} data-chosen={chosen === row} hidden={large && chosen !== row}>
            <b>{numberOf(text)}</b>
            <span>
              {withoutNumber(means, numberOf(text))}
              {chosen === row && shortages.length > 0 && <ShortageBars nodes={shortages} />}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The number that counts the most nodes, of those that the filters refused. */
function firstOf(sentence: string, counts: readonly ExplainedCount[]): number {
  const end = sentence.includes('preemption:') ? sentence.indexOf('preemption:') : sentence.length;
  const sizes = counts.map(({ nodes = [], at }) => (at < end ? nodes.length : 0));
  return sizes.indexOf(Math.max(...sizes));
}

const numberOf = (text: string): string => /^\d+(\/\d+)?/.exec(text)?.[0] ?? '';

/** The number stands before the row already. */
const withoutNumber = (means: string, number: string): string =>
  means.startsWith(`${number} `) ? means.slice(number.length + 1) : means;

/** The sentence cut before and after each number; the last piece has none. */
function pieces(sentence: string, counts: readonly ExplainedCount[]) {
  let from = 0;
  const cut = counts.map(({ text, at }, row) => {
    const number = numberOf(text);
    const before = sentence.slice(from, at);
    from = at + number.length;
    return { before, number, row };
  });
  return [...cut, { before: sentence.slice(from), number: '', row: counts.length }];
}
