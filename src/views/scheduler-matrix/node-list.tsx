import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { PlacementRow } from '../../story/placement/placement.ts';
import { refusedAt } from '../../story/placement/placement-columns.ts';
import { inOrder, type PlacementSort, roomFor } from '../../story/placement/placement-order.ts';
import { figure } from '../../story/quantity-words.ts';
import type { DecisionProps } from './matrix-props.ts';
import { NodeListBar } from './node-list-bar.tsx';
import styles from './scheduler-matrix.module.css';

interface NodeListProps extends DecisionProps {
  readonly resource: string | undefined;
  readonly sort: PlacementSort;
  readonly onSort: (sort: PlacementSort) => void;
}

/** Height of a row; fixed, so that of thousands only those in sight are made. Px. */
const rowHeight = 28;
const fewest = 5;
const highest = 420;

/** The nearest nodes first; all of them as a list of which only what is in sight exists. */
export function NodeList(props: NodeListProps) {
  const { placement, columns, names, selection, onSelect, resource, sort, onSort } = props;
  const [search, setSearch] = useState('');
  const [all, setAll] = useState(false);
  const [from, setFrom] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const rows = useMemo(
    () =>
      inOrder(placement.rows, sort, resource ?? '').filter(({ node }) => search === '' || names(node).includes(search)),
    [placement, sort, resource, search, names],
  );
  const shown = all ? rows.length : Math.min(fewest, rows.length);
  const height = Math.min(shown * rowHeight, highest);
  const first = all ? Math.max(0, Math.floor(from / rowHeight) - 6) : 0;
  const inSight = rows.slice(first, Math.min(shown, first + Math.ceil(height / rowHeight) + 12));
  const at = rows.findIndex(({ node }) => node === selection?.node);
  useEffect(() => {
    const box = list.current;
    if (!box || at < 0) return;
    if (at * rowHeight < box.scrollTop) box.scrollTop = at * rowHeight;
    else if ((at + 1) * rowHeight > box.scrollTop + height) box.scrollTop = (at + 1) * rowHeight - height;
  }, [at, height]);
  const go = (place: number) => {
    const row = rows[Math.min(Math.max(place, 0), shown - 1)];
    if (row !== undefined) onSelect({ node: row.node, column: refusedAt(columns, row) ?? columns.length });
  };
  const press = (event: KeyboardEvent) => {
    const to = nextRow(event.key, at, shown, Math.max(1, Math.floor(height / rowHeight) - 1));
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    go(to);
    event.preventDefault();
  };
  const totals = placement.scored.length > 0;
  const heads = ['node', 'verdict', 'asked', 'free', 'of', 'short by', ...(totals ? ['total'] : [])];
  return (
    <section className={styles.nodes} aria-label="Nodes">
      <NodeListBar
        {...{ placement, names, rows, sort, onSort, search, onSearch: setSearch, all, onAll: setAll, resource }}
        shown={shown}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a table would have to hold every row */}
      <div
        ref={list}
        role="grid"
        tabIndex={0}
        className={styles.list}
        style={{ height: rowHeight + height + 1 }}
        aria-label="Nodes of this decision"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={at >= first && at < first + inSight.length ? `${id}${at}` : undefined}
        data-totals={totals}
        onKeyDown={press}
        onScroll={(event) => setFrom(event.currentTarget.scrollTop)}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus */}
        <div role="row" aria-rowindex={1} className={styles.listHead}>
          {heads.map((head) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <span key={head} role="columnheader">
              {head}
            </span>
          ))}
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: as above */}
        <div role="rowgroup" style={{ height: shown * rowHeight, paddingTop: first * rowHeight }}>
          {inSight.map((row, i) => (
            <NodeRow
              key={row.node}
              id={`${id}${first + i}`}
              index={first + i + 2}
              selected={first + i === at}
              cells={cellsOf(row, names(row.node), resource, totals)}
              onClick={() => go(first + i)}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

/** Where the keys lead from a row. */
function nextRow(key: string, at: number, count: number, page: number): number | undefined {
  const rows = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: count - 1 };
  return key === 'Enter' ? Math.max(at, 0) : new Map(Object.entries(rows)).get(key);
}

interface NodeRowProps {
  readonly id: string;
  readonly index: number;
  readonly selected: boolean;
  readonly cells: readonly string[];
  readonly onClick: () => void;
}

function NodeRow({ id, index, selected, cells, onClick }: NodeRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table would have to hold every row
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys for all its rows
    <div id={id} role="row" aria-rowindex={index} aria-selected={selected} className={styles.listRow} onClick={onClick}>
      {cells.map((text, place) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns have their places
        <span key={place} role="gridcell">
          {text}
        </span>
      ))}
    </div>
  );
}

function cellsOf(row: PlacementRow, name: string, resource: string | undefined, totals: boolean): readonly string[] {
  const room = resource === undefined ? undefined : roomFor(row, resource);
  const amount = (value: number | undefined) =>
    value === undefined || resource === undefined ? '' : figure(resource, value);
  const short = room === undefined || room.short === 0 ? '' : amount(room.short);
  const by =
    row.refused === undefined
      ? row.unseen
        ? 'not looked at'
        : 'passed'
      : `× ${row.refused.plugin ?? 'before the filters'}`;
  return [
    name,
    by,
    amount(room?.asked),
    amount(room?.free),
    amount(room?.allocatable),
    short,
    ...(totals ? [row.total === undefined ? '' : String(row.total)] : []),
  ];
}
