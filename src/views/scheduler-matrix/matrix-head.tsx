import type { DecisionProps } from './matrix-props.ts';
import { PluginName } from './plugin-name.tsx';
import styles from './scheduler-matrix.module.css';

/** The plugins: filters on the left, scores on the right. */
export function MatrixHead({ columns, step }: Pick<DecisionProps, 'columns' | 'step'>) {
  const filters = columns.filter(({ is }) => is === 'filter').length;
  const scores = columns.length - filters;
  return (
    <thead>
      <tr className={styles.sides}>
        <td />
        <th scope="colgroup" colSpan={Math.max(filters, 1)}>
          <span>Filter: may the Pod run there?</span>
        </th>
        <th scope="colgroup" colSpan={Math.max(scores, 1)}>
          <span>{scores === 0 ? 'Score: not asked' : 'Score: how well would it sit there? weight × 0 to 100'}</span>
        </th>
        <td />
      </tr>
      <tr className={styles.plugins}>
        <th scope="col">
          <span className="visually-hidden">node</span>
        </th>
        {columns.map((column, at) => (
          <th
            key={`${column.is} ${column.name}`}
            scope="col"
            data-is={column.is}
            data-skipped={column.skipped}
            data-now={at === step}
            data-later={at > step}
          >
            <span>
              <PluginName of={column.name} />
              {column.is === 'score' && <i>×{column.weight}</i>}
            </span>
          </th>
        ))}
        {scores === 0 && <td className={styles.filler} />}
        <th scope="col" className={styles.total}>
          total
        </th>
      </tr>
    </thead>
  );
}
