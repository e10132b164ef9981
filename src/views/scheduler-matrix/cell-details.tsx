import type { Node, Pod } from '../../kubernetes/api/types.ts';
import { cellStory } from '../../story/placement/placement-cell.ts';
import { totalStory } from '../../story/placement/placement-total.ts';
import type { Frame } from '../../trace/frame.ts';
import { frameAt } from '../../trace/frame.ts';
import type { DecisionProps, SchedulerMatrixProps } from './matrix-props.ts';
import styles from './scheduler-matrix.module.css';

type DetailsProps = Pick<DecisionProps, 'placement' | 'columns' | 'names' | 'selection'> &
  Pick<SchedulerMatrixProps, 'showLine'> & { readonly frame: Frame };

/** Everything about the selected cell: what was compared, the arithmetic, and where it stands in the files. */
export function CellDetails({ placement, columns, names, selection, showLine, frame }: DetailsProps) {
  const row = placement.rows.find(({ node }) => node === selection?.node);
  const then = frameAt(frame.index, placement.at);
  const story =
    row === undefined || selection === undefined
      ? undefined
      : selection.column >= columns.length
        ? totalStory(placement, row)
        : cellStory(placement, columns, selection.column, row, {
            pod: then.object(placement.about) as Pod | undefined,
            node: then.object(`nodes//${row.node}`) as Node | undefined,
          });
  const podField = story?.podField;
  return (
    <section
      className={styles.details}
      data-empty={story === undefined}
      aria-label="The selected cell"
      aria-live="polite"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where there is little room
      tabIndex={0}
    >
      {story === undefined ? (
        <p className={styles.quiet}>
          Select a cell to see what was compared. Arrows move, Enter selects, [ and ] go plugin by plugin.
        </p>
      ) : (
        <>
          <h3>{names.in(story.title)}</h3>
          <p>
            {names.in(story.says)} <span className={styles.quiet}>{story.purposes.join(' ')}</span>
          </p>
          <dl>
            {story.facts.map(([what, value]) => (
              <div key={what}>
                <dt>{what}</dt>
                <dd>{names.in(value)}</dd>
              </div>
            ))}
            {story.arithmetic !== undefined && (
              <div>
                <dt>points</dt>
                <dd>{story.arithmetic}</dd>
              </div>
            )}
            {story.nodeField !== undefined && (
              <div>
                <dt>field of the node</dt>
                <dd>
                  <code>{story.nodeField}</code>
                </dd>
              </div>
            )}
            {podField !== undefined && (
              <div>
                <dt>field of the Pod</dt>
                <dd>
                  <code>{podField}</code>
                  {showLine && (
                    <button type="button" className={styles.link} onClick={() => showLine(placement.about, podField)}>
                      Show the line
                    </button>
                  )}
                </dd>
              </div>
            )}
          </dl>
        </>
      )}
    </section>
  );
}
