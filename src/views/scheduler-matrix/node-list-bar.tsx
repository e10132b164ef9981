import type { NodeNames } from '../../story/placement/hidden-names.ts';
import type { Placement, PlacementRow } from '../../story/placement/placement.ts';
import type { PlacementSort } from '../../story/placement/placement-order.ts';
import { resourceWord } from '../../story/quantity-words.ts';
import { plural } from '../../story/words.ts';
import styles from './scheduler-matrix.module.css';

interface BarProps {
  readonly placement: Placement;
  readonly names: NodeNames;
  readonly rows: readonly PlacementRow[];
  readonly shown: number;
  readonly resource: string | undefined;
  readonly sort: PlacementSort;
  readonly onSort: (sort: PlacementSort) => void;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly all: boolean;
  readonly onAll: (all: boolean) => void;
}

const sorts: Readonly<Record<PlacementSort, string>> = {
  missing: 'how little is missing',
  total: 'total',
  free: 'what is free',
  name: 'name',
};

/** In which order, which nodes, and how many of them. */
export function NodeListBar(props: BarProps) {
  const { placement, rows, shown, resource, sort, onSort, search, onSearch, all, onAll } = props;
  const offered = (Object.keys(sorts) as PlacementSort[]).filter(
    (each) => each !== 'total' || placement.scored.length > 0,
  );
  return (
    <div className={styles.bar}>
      <h3>{sort === 'missing' ? 'Nearest nodes' : 'Nodes'}</h3>
      <label>
        sorted by{' '}
        <select value={sort} onChange={(event) => onSort(event.currentTarget.value as PlacementSort)}>
          {offered.map((each) => (
            <option key={each} value={each}>
              {sorts[each]}
            </option>
          ))}
        </select>
      </label>
      <input
        type="search"
        placeholder="Find a node"
        aria-label="Find a node by name"
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      <span>
        {shown < rows.length ? `${shown} of ` : ''}
        {plural(rows.length, 'node')}
        {resource === undefined ? '' : `; amounts of ${resourceWord(resource)}`}
      </span>
      {(shown < rows.length || all) && (
        <button type="button" className={styles.link} aria-pressed={all} onClick={() => onAll(!all)}>
          {all ? 'Show the first only' : 'Show all'}
        </button>
      )}
    </div>
  );
}
