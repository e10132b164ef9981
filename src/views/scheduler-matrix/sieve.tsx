import { type KeyboardEvent, type MouseEvent, useId, useMemo } from 'react';
import type { PlacementRow } from '../../story/placement/placement.ts';
import { refusedAt } from '../../story/placement/placement-columns.ts';
import { groupsOf } from '../../story/placement/placement-groups.ts';
import { refusalInWords } from '../../story/placement/refusal-in-words.ts';
import { FreeBars } from './free-bars.tsx';
import type { DecisionProps } from './matrix-props.ts';
import styles from './scheduler-matrix.module.css';
import { leftOf, nodeAt, type SieveGeometry, sieveGeometry } from './sieve-geometry.ts';
import { SieveRows } from './sieve-rows.tsx';
import { useWidth } from './use-width.ts';

interface SieveProps extends DecisionProps {
  readonly resource: string;
  readonly onStep: (step: number) => void;
}

const rowHeight = 18;
const top = 22;
const barsHeight = 96;

/** Many nodes: a column for each, grouped by the plugin that refused, and what they have free in the same order. */
export function Sieve(props: SieveProps) {
  const { placement, columns, names, step, selection, resource, onSelect, onStep } = props;
  const [place, width] = useWidth<HTMLDivElement>();
  const option = useId();
  const filters = useMemo(() => columns.filter(({ is }) => is === 'filter'), [columns]);
  const left = width < 560 ? 118 : 150;
  const geometry = useMemo(
    () => sieveGeometry(groupsOf(placement, columns, resource), left, Math.max(width - left - 8, 40)),
    [placement, columns, resource, left, width],
  );
  const { order } = geometry;
  const at = order.findIndex(({ node }) => node === selection?.node);
  const choose = (next: number) => {
    const row = order[Math.min(Math.max(next, 0), order.length - 1)];
    if (row !== undefined) onSelect({ node: row.node, column: refusedAt(columns, row) ?? columns.length });
  };
  const press = (event: KeyboardEvent) => {
    const to = event.ctrlKey || event.metaKey || event.altKey ? undefined : nextNode(event.key, at, geometry);
    if (to !== undefined) choose(to);
    else if (event.key === '[') onStep(Math.max(-1, step - 1));
    else if (event.key === ']') onStep(Math.min(columns.length, step + 1));
    else if (event.key === 'Escape' && selection !== undefined) onSelect(undefined);
    else return;
    event.preventDefault();
  };
  const click = (event: MouseEvent<HTMLElement>) => {
    const found = nodeAt(geometry, event.clientX - event.currentTarget.getBoundingClientRect().left);
    if (found !== undefined) choose(found);
  };
  const row = order[at];
  const foot = top + filters.length * rowHeight + 10;
  const height = foot + barsHeight + 28;
  return (
    <div
      ref={place}
      className={styles.sieve}
      role="listbox"
      tabIndex={0}
      aria-label={`${order.length} nodes by the plugin that refused them; arrows go from node to node`}
      aria-activedescendant={row === undefined ? undefined : option}
      onKeyDown={press}
      onClick={click}
    >
      {row !== undefined && (
        <div
          id={option}
          className="visually-hidden"
          role="option"
          aria-selected="true"
          tabIndex={-1}
          aria-posinset={at + 1}
          aria-setsize={order.length}
        >
          {names(row.node)}, {names.in(fateOf(row))}
        </div>
      )}
      {width > 0 && (
        <svg width={width} height={height} aria-hidden="true">
          <SieveRows {...{ geometry, filters, step, top, rowHeight }} />
          <FreeBars {...{ geometry, resource, columns, width, y: foot, height: barsHeight }} />
          {row !== undefined && (
            <rect
              className={styles.pick}
              x={leftOf(geometry, at) - 1.5}
              y={top - 2}
              width={Math.max(geometry.pitch, 3) + 2}
              height={foot + barsHeight - top + 4}
              rx={2}
            />
          )}
        </svg>
      )}
    </div>
  );
}

function fateOf({ refused, unseen, total }: PlacementRow): string {
  if (unseen) return 'not looked at';
  if (refused === undefined) return total === undefined ? 'passed' : `passed, ${total} points`;
  return `refused by ${refused.plugin ?? 'no filter'}: ${refusalInWords(refused as Parameters<typeof refusalInWords>[0])}`;
}

/** Left and right from node to node, PageUp and PageDown from group to group. */
function nextNode(key: string, at: number, { order, groups }: SieveGeometry): number | undefined {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return at + 1;
    case 'ArrowLeft':
    case 'ArrowUp':
      return at - 1;
    case 'Home':
      return 0;
    case 'End':
      return order.length - 1;
    case 'PageDown':
      return groups.find(({ first }) => first > at)?.first ?? order.length - 1;
    case 'PageUp':
      return groups.findLast(({ first }) => first < at)?.first ?? 0;
    default:
      return undefined;
  }
}
