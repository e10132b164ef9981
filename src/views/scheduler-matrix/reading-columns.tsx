import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement } from '../../story/placement/placement.ts';
import { wakesPod } from '../../story/placement/placement-wakes.ts';
import { placementWhy } from '../../story/placement/placement-why.ts';
import { Glyph } from './glyph.tsx';
import styles from './scheduler-matrix.module.css';

interface ColumnsProps {
  readonly placement: Placement;
  readonly names: NodeNames;
  /** What this run asks for and does not get, about this Pod. */
  readonly unmodelled: readonly string[];
  readonly end: boolean;
}

/** Below the matrix: why it ended so, how to read it, and what is not in it. */
export function ReadingColumns({ placement, names, unmodelled, end }: ColumnsProps) {
  const { chosen } = placement;
  const wakes = wakesPod(placement);
  return (
    <div className={styles.reading}>
      {chosen !== undefined && (
        <section>
          <h3>Why {end ? names(chosen) : 'one of them'}</h3>
          {end ? (
            placementWhy(placement).map((each) => <p key={each}>{names.in(each)}</p>)
          ) : (
            <p>Go to the end to see it.</p>
          )}
        </section>
      )}
      {wakes !== undefined && (
        <section>
          <h3>What wakes this Pod as it is</h3>
          <p>{wakes}</p>
        </section>
      )}
      <section>
        <h3>How to read a cell</h3>
        <ul>
          <li>
            <Glyph is="passed" /> passed
          </li>
          <li>
            <Glyph is="skipped" /> skipped: the Pod asks nothing that this plugin checks
          </li>
          <li>
            <Glyph is="refused" /> refused here; later filters were not asked
          </li>
        </ul>
      </section>
      <section>
        <h3>Not modelled</h3>
        {unmodelled.map((each) => (
          <p key={each}>{each}</p>
        ))}
        <p>
          Scheduler extenders, dynamic resource claims. kube-scheduler v1.35, default profile. Order of nodes: total,
          then the scheduler’s order.
        </p>
      </section>
    </div>
  );
}
