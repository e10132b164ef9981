import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import type { Placement } from '../../story/placement/placement.ts';
import type { PlacementColumn } from '../../story/placement/placement-columns.ts';
import { moment } from '../../story/words.ts';
import styles from './scheduler-matrix.module.css';

interface StepsProps {
  readonly columns: readonly PlacementColumn[];
  readonly step: number;
  readonly onStep: (step: number) => void;
}

/** The decision plugin by plugin, as kube-scheduler asks them; -1 is before the first, the last is the end. */
export function StepThrough({ columns, step, onStep }: StepsProps) {
  const last = columns.length;
  const now = columns[step];
  return (
    <fieldset className={styles.steps}>
      <legend className="visually-hidden">Plugin by plugin</legend>
      <button type="button" aria-label="Before the first plugin" disabled={step < 0} onClick={() => onStep(-1)}>
        <ChevronsLeft size={16} aria-hidden="true" />
      </button>
      <button type="button" aria-label="The plugin before" disabled={step < 0} onClick={() => onStep(step - 1)}>
        <ChevronLeft size={16} aria-hidden="true" />
      </button>
      <output>{step < 0 ? 'Before the first plugin' : now === undefined ? 'All plugins' : now.name}</output>
      <button type="button" aria-label="The next plugin" disabled={step >= last} onClick={() => onStep(step + 1)}>
        <ChevronRight size={16} aria-hidden="true" />
      </button>
      <button type="button" aria-label="To the end" disabled={step >= last} onClick={() => onStep(last)}>
        <ChevronsRight size={16} aria-hidden="true" />
      </button>
    </fieldset>
  );
}

interface AttemptsProps {
  readonly placement: Placement;
  readonly onSeek: ((at: number) => void) | undefined;
}

/** Which of the looks at the nodes is shown, and the way to the others. */
export function Attempts({ placement: { attempts, attempt, at }, onSeek }: AttemptsProps) {
  const before = attempts[attempt - 2];
  const after = attempts[attempt];
  const go = (to: typeof before) => () => to && onSeek?.(to.at);
  return (
    <fieldset className={styles.steps}>
      <legend className="visually-hidden">Attempts</legend>
      {attempts.length > 1 && (
        <button type="button" aria-label="The attempt before" disabled={!before || !onSeek} onClick={go(before)}>
          <ChevronLeft size={16} aria-hidden="true" />
        </button>
      )}
      <output>
        attempt {attempt} of {attempts.length}, at {moment(at)}
      </output>
      {attempts.length > 1 && (
        <button type="button" aria-label="The next attempt" disabled={!after || !onSeek} onClick={go(after)}>
          <ChevronRight size={16} aria-hidden="true" />
        </button>
      )}
    </fieldset>
  );
}
