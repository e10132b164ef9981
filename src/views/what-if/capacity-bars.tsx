import { scaleLinear } from 'd3';
import { useState } from 'react';
import type { Capacity } from '../../kubernetes/scheduling/what-if/capacity.ts';
import { capacityHead, limitOf, limitsInWords } from '../../story/placement/capacity-words.ts';
import type { NodeNames } from '../../story/placement/hidden-names.ts';
import styles from './what-if.module.css';

/** Up to this many nodes have a bar of their own at once. */
const mostBars = 12;

/** How many more fit, a bar for each node, and what runs out first there. */
export function CapacityBars({ capacity, names }: { readonly capacity: Capacity; readonly names: NodeNames }) {
  const [all, setAll] = useState(false);
  const { nodes } = capacity;
  const highest = Math.max(1, ...nodes.map(({ count }) => count));
  const width = scaleLinear([0, highest], [0, 100]);
  const sorted = nodes.toSorted((a, b) => b.count - a.count);
  const shown = nodes.length <= mostBars ? nodes : sorted.slice(0, all ? mostListed : mostBars);
  return (
    <>
      <p role="status">
        <b>{capacityHead(capacity)}</b> {limitsInWords(capacity)}
      </p>
      <ul className={styles.capacity} aria-label="How many fit on each node">
        {shown.map((node) => (
          <li key={node.node}>
            <span className={styles.name}>{names(node.node)}</span>
            <i aria-hidden="true">
              <i style={{ width: `${width(node.count)}%` }} />
            </i>
            <b>{node.count}</b>
            <small>{limitOf(node)}</small>
          </li>
        ))}
      </ul>
      {nodes.length > mostBars && (
        <button type="button" className={styles.link} aria-pressed={all} onClick={() => setAll(!all)}>
          {all
            ? 'Show the first only'
            : `Show ${nodes.length > mostListed ? `${mostListed} of ` : ''}${nodes.length} nodes`}
        </button>
      )}
    </>
  );
}

/** More rows than this nobody reads. */
const mostListed = 200;
