import { type KeyboardEvent, useRef, useState } from 'react';
import { refusedAt } from '../../story/placement-columns.ts';
import { nextCell } from './matrix-cells.ts';
import type { DecisionProps, Selection } from './matrix-props.ts';
import { MatrixRow } from './matrix-row.tsx';
import { PluginName } from './plugin-name.tsx';
import styles from './scheduler-matrix.module.css';

interface GridProps extends DecisionProps {
  readonly onStep: (step: number) => void;
}

/** Nodes × plugins: one tab stop, arrows inside. Every cell has its place from the start. */
export function MatrixGrid(props: GridProps) {
  const { placement, columns, step, selection, onSelect, onStep } = props;
  const grid = useRef<HTMLTableElement>(null);
  const [first] = placement.rows;
  const [active, setActive] = useState<Selection>({ node: first?.node ?? '', column: 0 });
  const go = (to: Selection) => {
    setActive(to);
    if (selection !== undefined) onSelect(to);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(`${to.node} ${to.column}`)}"]`)?.focus();
  };
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = nextCell(key, active, placement.rows, columns);
    if (to !== undefined) go(to);
    else if (key === 'Enter' || key === ' ') onSelect(active);
    else if (key === '[') onStep(Math.max(-1, step - 1));
    else if (key === ']') onStep(Math.min(columns.length, step + 1));
    else if (key === 'Escape' && selection !== undefined) onSelect(undefined);
    else return;
    event.preventDefault();
  };
  const filters = columns.filter(({ is }) => is === 'filter').length;
  const scores = columns.length - filters;
  return (
    <div className={styles.scroll}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked through with the arrows
        role="grid"
        className={styles.grid}
        aria-label={`Nodes and plugins for Pod ${placement.pod}`}
        onKeyDown={press}
      >
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
        <tbody>
          {placement.rows.map((row) => (
            <MatrixRow
              key={row.node}
              {...props}
              row={row}
              refused={refusedAt(columns, row)}
              active={row.node === active.node ? active.column : undefined}
              onGo={(column) => {
                setActive({ node: row.node, column });
                onSelect({ node: row.node, column });
              }}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
