import { useId } from 'react';
import type { Fix } from '../../kubernetes/scheduling/what-if/tried.ts';
import { firstAloneWords, reachWords } from '../../story/placement/fix-words.ts';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Differing } from '../../story/run-comparison.ts';
import { ChangeLine } from './change-line.tsx';
import { Mark } from './mark.tsx';
import styles from './what-if.module.css';

/** What a whole run with the changes made came to. */
export interface Proof {
  /** Undefined while it is computed. */
  readonly runs?: boolean;
  /** `Running on node-5` */
  readonly says: string;
  readonly differs: readonly Differing[];
}

/** A fix with what is known of the run that has it. */
export interface ShownFix {
  readonly fix: Fix;
  readonly proof: Proof | undefined;
}

interface FixListProps {
  readonly title: string;
  readonly fixes: readonly ShownFix[];
  readonly done: boolean;
  readonly broken: string | undefined;
  /** What is said where there is none. */
  readonly none: string;
  readonly names: NodeNames;
  readonly onApply: (fix: Fix) => void;
  /** Somebody wants to see what the whole run comes to with it. */
  readonly onCompare: (fix: Fix) => void;
}

/** Changes, cheapest first, each with the outcome of its run. */
export function FixList({ title, fixes, done, broken, none, names, onApply, onCompare }: FixListProps) {
  // One that is not enough alone shows what the others add to it; more of them would say the same again.
  const short = fixes.find(({ fix }) => fix.firstAlone !== undefined)?.fix;
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.fixes} aria-busy={!done}>
        {fixes.map(({ fix, proof }) => (
          <li key={JSON.stringify(fix.changes)}>
            {fix === short && <TooLittle fix={fix} names={names} />}
            <FixItem {...{ fix, proof, names, onApply, onCompare }} />
          </li>
        ))}
      </ul>
      <p className={styles.quiet} role="status">
        {broken ?? (done ? (fixes.length === 0 ? none : '') : 'Looking for changes…')}
      </p>
    </>
  );
}

function FixItem({
  fix,
  proof,
  names,
  onApply,
  onCompare,
}: ShownFix & Pick<FixListProps, 'names' | 'onApply' | 'onCompare'>) {
  const id = useId();
  const { changes, chosen = '' } = fix;
  return (
    <>
      <div id={id}>
        {changes.map((change) => (
          <ChangeLine key={JSON.stringify(change)} change={change} names={names} />
        ))}
      </div>
      <p className={styles.outcome}>
        <Mark is={proof?.runs === false ? 'fail' : 'ok'} />
        <span>
          <Outcome {...{ proof, chosen: names(chosen), names }} /> {proof?.runs !== false && names.in(reachWords(fix))}
        </span>
      </p>
      <div className={styles.actions}>
        <button type="button" className={styles.button} aria-describedby={id} onClick={() => onApply(fix)}>
          {changes.length === 1 ? 'Apply' : changes.length === 2 ? 'Apply both' : 'Apply all'}
        </button>
        <details onToggle={({ currentTarget }) => currentTarget.open && onCompare(fix)}>
          <summary aria-describedby={id}>Compare the runs</summary>
          <RunComparison proof={proof} names={names} />
        </details>
      </div>
    </>
  );
}

/** The first change by itself, and who refuses the Pod then. */
function TooLittle({ fix, names }: { readonly fix: Fix; readonly names: NodeNames }) {
  const alone = firstAloneWords(fix);
  const [first] = fix.changes;
  if (alone === undefined || first === undefined) return null;
  return (
    <div className={styles.short}>
      <ChangeLine change={first} names={names} />
      <p className={styles.outcome}>
        <Mark is="fail" />
        <span>
          <b data-is="fail">Still Pending.</b> {names.in(alone)}
        </span>
      </p>
    </div>
  );
}

interface OutcomeProps {
  readonly proof: Proof | undefined;
  readonly chosen: string;
  readonly names: NodeNames;
}

function Outcome({ proof, chosen, names }: OutcomeProps) {
  if (proof?.runs === undefined) return <b data-is="ok">Goes to {chosen}.</b>;
  return proof.runs ? (
    <b data-is="ok">Runs on {chosen}.</b>
  ) : (
    <b data-is="fail">In the whole run it ends otherwise: {names.in(proof.says)}.</b>
  );
}

/** Two runs side by side; only what differs. */
function RunComparison({ proof, names }: { readonly proof: Proof | undefined; readonly names: NodeNames }) {
  if (proof?.runs === undefined) return <p className={styles.quiet}>Computing the run with the change…</p>;
  if (proof.differs.length === 0) return <p className={styles.quiet}>Nothing that is compared here differs.</p>;
  return (
    <table className={styles.comparison}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">what</span>
          </th>
          <th scope="col">as it is</th>
          <th scope="col">with the change</th>
        </tr>
      </thead>
      <tbody>
        {proof.differs.map(({ what, was, is }) => (
          <tr key={what}>
            <th scope="row">{what}</th>
            <td>{names.in(was)}</td>
            <td>{names.in(is)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
