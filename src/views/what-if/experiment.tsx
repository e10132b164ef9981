import { useState } from 'react';
import type { Taint } from '../../kubernetes/api/types.ts';
import { taintWords } from '../../kubernetes/scheduling/what-if/taint-words.ts';
import { wouldBeHead } from '../../story/placement/would-be-words.ts';
import type { ExperimentProps } from './experiment-props.ts';
import { ExperimentTable } from './experiment-table.tsx';
import { readTaint } from './read-words.ts';
import styles from './what-if.module.css';

/** Nodes that can be changed to see what kube-scheduler would decide then; none of it is the run's decision. */
export function Experiment(props: ExperimentProps) {
  const { placement, then, sentence, computing, broken, intents, changes, names, onIntents, onRun, onBack } = props;
  const [words, setWords] = useState('dedicated=batch:NoSchedule');
  const taint = readTaint(words);
  return (
    <section className={styles.experiment} aria-label="What if">
      <h3>What if the nodes were different?</h3>
      <p className={styles.quiet}>
        Nothing here is the run’s decision: it is what kube-scheduler would decide at the same moment.
      </p>
      <TaintChip words={words} taint={taint} onWords={setWords} />
      <p role="status" className={styles.then}>
        {broken ??
          (then === undefined
            ? 'Deciding…'
            : intents.length === 0
              ? 'Nothing is changed yet. Drag the taint onto a node, or open a node below.'
              : names.in(wouldBeHead(placement, then)))}
        {intents.length > 0 && sentence !== undefined && <span className={styles.said}>{names.in(sentence)}</span>}
      </p>
      <ExperimentTable {...props} taint={taint} />
      {intents.length > 0 && (
        <>
          <h3>Changes</h3>
          <ul className={styles.changes}>
            {changes.map(({ says }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same change may be made twice
              <li key={`${i} ${says}`}>
                <span>{names.in(says)}</span>
                <button
                  type="button"
                  className={styles.link}
                  aria-label={`Undo: ${names.in(says)}`}
                  onClick={() => onIntents(intents.toSpliced(i, 1))}
                >
                  Undo
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <div className={styles.actions}>
        <button type="button" className={styles.button} disabled={intents.length === 0 || computing} onClick={onRun}>
          Run it
        </button>
        <button type="button" className={styles.button} onClick={onBack}>
          Back
        </button>
      </div>
    </section>
  );
}

interface ChipProps {
  readonly words: string;
  readonly taint: Taint | undefined;
  readonly onWords: (words: string) => void;
}

/** A taint to be dragged; those who do not drag find it at every node. */
function TaintChip({ words, taint, onWords }: ChipProps) {
  return (
    <div className={styles.palette}>
      <label>
        Taint{' '}
        <input
          value={words}
          size={28}
          spellCheck={false}
          aria-invalid={taint === undefined}
          onChange={(event) => onWords(event.currentTarget.value)}
        />
      </label>
      {taint === undefined ? (
        <span className={styles.quiet}>Write key=value:NoSchedule, PreferNoSchedule or NoExecute.</span>
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: only the mouse drags; every node has a button that does the same
        <span
          className={styles.chip}
          draggable
          onDragStart={({ dataTransfer }) => dataTransfer.setData('text/plain', taintWords(taint))}
        >
          {taintWords(taint)}
        </span>
      )}
    </div>
  );
}
