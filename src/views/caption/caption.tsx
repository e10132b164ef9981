import type { Narration } from '../../story/narration/narration.ts';
import type { Question } from '../../story/questions.ts';
import type { StepNumber } from '../../story/steps.ts';
import { StepCircle, type StepState } from '../marks/step-circle.tsx';
import styles from './caption.module.css';
import { QuestionBox } from './question-box.tsx';

export interface CaptionProps {
  readonly step: StepNumber;
  readonly state: StepState;
  readonly narration: Narration;
  readonly question: Question | undefined;
  readonly answered: string | undefined;
  readonly presenting: boolean;
  readonly onAnswer: (option: string) => void;
  /** Continue, Back, Again. */
  readonly children: React.ReactNode;
}

/** Long words are set smaller, never cut: the room of the caption is the same at every step. */
const lengthOf = (text: string): 'short' | 'long' | 'longest' =>
  text.length < 150 ? 'short' : text.length < 250 ? 'long' : 'longest';

/** Whether both have room beside a question in the narrowest laboratory, set as large as can be, in px and letters a line. */
const fitTogether = (text: string, told: string): boolean =>
  Math.ceil(text.length / 80) * 24 + Math.ceil(told.length / 100) * 16 <= 92;

const mostBesideTold = 240;

/** What has just happened, in one or two sentences, and one question. */
export function Caption({ step, state, narration, question, answered, presenting, onAnswer, children }: CaptionProps) {
  const instead = presenting && question !== undefined;
  // At a refusal nothing is asked, and the rows stand where the question would.
  const explains = presenting || question ? undefined : narration.explains;
  // Beside a question there is room for as much; what happened goes before how it is told elsewhere.
  const told =
    presenting || (question !== undefined && narration.text.length > mostBesideTold)
      ? undefined
      : narration.oftenToldAs;
  return (
    <section
      className={styles.caption}
      data-presenting={presenting}
      data-explains={explains !== undefined}
      aria-label="What happens at this step"
    >
      <svg className={styles.circle} width="48" height="48" aria-hidden="true">
        <StepCircle x={24} y={24} r={presenting ? 18 : 16} number={step} state={state} />
      </svg>
      {instead ? (
        <QuestionBox question={question} answered={answered} onAnswer={onAnswer} lettered />
      ) : (
        <div
          className={styles.words}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: where the words are longer than the room, keys have to scroll them.
          tabIndex={0}
          data-length={
            told && !fitTogether(narration.text, `${told.told} ${told.really}`) ? 'longest' : lengthOf(narration.text)
          }
          data-alone={question === undefined && explains === undefined && !presenting}
        >
          <h2 className={styles.title}>
            {narration.title} <span className={styles.purpose}>{narration.purpose}</span>
          </h2>
          <p className={styles.text}>{narration.text}</p>
          {told && (
            <p className={styles.told}>
              Often told as “{told.told}”. {told.really}
            </p>
          )}
        </div>
      )}
      {!presenting && question && (
        <div className={styles.question}>
          <QuestionBox question={question} answered={answered} onAnswer={onAnswer} />
        </div>
      )}
      {explains && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: where the rows are more than the room, keys have to scroll them.
        <ul className={styles.explains} aria-label="What each number counts" tabIndex={0}>
          {explains.map((row) => (
            <li key={row}>{row}</li>
          ))}
        </ul>
      )}
      <div className={styles.buttons}>{children}</div>
    </section>
  );
}
