import { type KeyboardEvent, useRef, useState } from 'react';
import { refusedAt } from '../../story/placement/placement-columns.ts';
import { nextCell } from './matrix-cells.ts';
import { MatrixHead } from './matrix-head.tsx';
import type { DecisionProps, Selection } from './matrix-props.ts';
import { MatrixRow } from './matrix-row.tsx';
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
  return (
    <div className={styles.scroll}>
      <table
        ref={grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked through with the arrows
        role="grid"
        className={styles.grid}
        data-scored={placement.scores.length > 0}
        aria-label={`Nodes and plugins for Pod ${placement.pod}`}
        onKeyDown={press}
      >
        <MatrixHead columns={columns} step={step} />
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
