import type { ReactNode } from 'react';
import type { PlacementRow } from '../../story/placement/placement.ts';
import { filterState } from '../../story/placement/placement-columns.ts';
import { refusalInWords } from '../../story/placement/refusal-in-words.ts';
import { Glyph } from './glyph.tsx';
import type { DecisionProps } from './matrix-props.ts';
import styles from './scheduler-matrix.module.css';
import { ScoreCell } from './score-cell.tsx';

interface RowProps extends DecisionProps {
  readonly row: PlacementRow;
  /** Place of the column that refused the node. */
  readonly refused: number | undefined;
  /** Place of the cell that has the tab stop. */
  readonly active: number | undefined;
  readonly onGo: (column: number) => void;
}

/** One node: what each plugin said, as far as the step goes. */
export function MatrixRow({ placement, columns, names, step, selection, row, refused, active, onGo }: RowProps) {
  const { chosen, scores } = placement;
  const end = step >= columns.length;
  const gone = refused !== undefined && step >= refused;
  const cell = (column: number, name: string, content: ReactNode, more: { className?: string; span?: number } = {}) => (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys for all its cells
    <td
      key={column}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: in a grid a cell is what is walked to
      role="gridcell"
      data-cell={`${row.node} ${column}`}
      className={more.className}
      colSpan={more.span}
      tabIndex={active === column ? 0 : -1}
      aria-selected={selection?.node === row.node && selection.column === column}
      onClick={() => onGo(column)}
    >
      {content}
      <span className="visually-hidden">{name}</span>
    </td>
  );
  const width = columns.length + (scores.length === 0 ? 1 : 0) + 1;
  const shown = refused === undefined ? columns : columns.slice(0, refused);
  return (
    <tr
      data-winner={row.node === chosen}
      data-chosen={end && row.node === chosen}
      data-gone={gone}
      data-falls={refused !== undefined && step === refused}
      data-unseen={row.unseen}
    >
      <th scope="row">{names(row.node)}</th>
      {row.unseen
        ? cell(0, '', 'not looked at: enough other nodes had been found', { span: width })
        : shown.map((column, at) => {
            if (column.is === 'score') {
              const given = row.scores[scores.findIndex(({ plugin }) => plugin === column.name)];
              return cell(at, '', <ScoreCell given={given} weight={column.weight} later={at > step} />, {
                className: styles.scored ?? '',
              });
            }
            const state = at > step ? 'hollow' : filterState(columns, at, row);
            return cell(at, state === 'hollow' ? 'not asked yet' : state, <Glyph is={state} />);
          })}
      {refused !== undefined &&
        cell(refused, gone ? '' : 'not asked yet', <Refusal {...{ row, gone, names }} />, {
          className: styles.refusedCell ?? '',
          span: width - refused,
        })}
      {refused === undefined && !row.unseen && scores.length === 0 && <td className={styles.filler} />}
      {refused === undefined &&
        !row.unseen &&
        cell(
          columns.length,
          end ? '' : 'not known yet',
          <span data-later={!end}>{row.total ?? (row.node === chosen ? 'chosen' : '')}</span>,
          { className: styles.total ?? '' },
        )}
    </tr>
  );
}

function Refusal({ row: { refused }, gone, names }: Pick<RowProps, 'row' | 'names'> & { readonly gone: boolean }) {
  if (refused === undefined) return null;
  const words = refusalInWords(refused as Parameters<typeof refusalInWords>[0]);
  const own = refused.reasons.join(', ');
  return (
    <span className={styles.refusal}>
      <Glyph is={gone ? 'refused' : 'hollow'} />
      <span data-later={!gone}>
        <span className="visually-hidden">refused: </span>
        <b>{names.in(words)}</b>
        <small>
          {refused.plugin ?? 'Left out before the filters'}
          {words === `${own}.` ? '' : `: ${own}`}
        </small>
      </span>
    </span>
  );
}
