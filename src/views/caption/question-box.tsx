import type { Question } from '../../story/questions.ts';
import styles from './caption.module.css';

interface QuestionBoxProps {
  readonly question: Question;
  readonly answered: string | undefined;
  readonly onAnswer: (option: string) => void;
  readonly lettered?: boolean;
}

/** Predict, then see. No scores: "Yes" or "Not yet", and one sentence. */
export function QuestionBox({ question, answered, onAnswer, lettered = false }: QuestionBoxProps) {
  return (
    <fieldset className={styles.ask}>
      <legend>{question.asks}</legend>
      <div className={styles.options}>
        {question.options.map((option, place) => (
          <button
            key={option}
            type="button"
            className={optionClass(question, answered, option)}
            data-mono={question.mono}
            aria-pressed={answered === option}
            onClick={() => onAnswer(option)}
          >
            {lettered && <b>{String.fromCharCode(65 + place)} </b>}
            {option}
            {answered !== undefined && option === question.answer && <Tick />}
          </button>
        ))}
      </div>
      {answered !== undefined && (
        <p className={styles.because} role="status" ref={inSight}>
          <b>{answered === question.answer ? 'Yes.' : answered === '' ? 'The answer.' : 'Not yet.'}</b>{' '}
          {question.because}
        </p>
      )}
    </fieldset>
  );
}

/** Where the room is small, the answer is what matters now. */
const inSight = (because: HTMLElement | null): void => because?.scrollIntoView({ block: 'nearest' });

function optionClass(question: Question, answered: string | undefined, option: string): string | undefined {
  if (answered === undefined) return styles.option;
  return option === question.answer ? styles.optionRight : answered === option ? styles.optionOther : styles.option;
}

const Tick = () => (
  <svg className={styles.tick} width="12" height="10" aria-hidden="true">
    <path d="M1,5L4.5,8.5L11,1" />
  </svg>
);
