import type { Shortage } from '../../story/placement/compared.ts';
import { amountOf, figures, resourceWord } from '../../story/quantity-words.ts';
import { plural } from '../../story/words.ts';
import styles from './explained-sentence.module.css';

interface ShortageBarsProps {
  /** Of one resource. */
  readonly nodes: readonly (Shortage & { readonly node: string })[];
}

/** So many nodes are drawn, the ones with the most free first. */
const most = 6;

/** What the nodes have of one resource, how much of it is taken, and how far what is asked reaches beyond it. */
export function ShortageBars({ nodes }: ShortageBarsProps) {
  const shown = nodes.toSorted((a, b) => b.free - a.free).slice(0, most);
  const { asked = 0, resource = '' } = shown[0] ?? {};
  const widest = Math.max(asked, ...shown.map(({ allocatable }) => allocatable)) * 1.04;
  const amounts = figures(
    resource,
    shown.flatMap(({ free, allocatable }) => [free, allocatable]),
  );
  const percent = (amount: number) => `${(100 * amount) / widest}%`;
  return (
    <ul className={styles.shortages} aria-label={`Free ${resourceWord(resource)} by node`}>
      {shown.map(({ node, allocatable, free }, at) => (
        <li key={node}>
          <span>{node}</span>
          <i aria-hidden="true">
            <i data-is="node" style={{ width: percent(allocatable) }}>
              <i
                data-is="taken"
                style={{ width: `${Math.min(100, (100 * (allocatable - free)) / Math.max(allocatable, 1))}%` }}
              />
            </i>
            <i data-is="asked" style={{ left: percent(asked) }} />
          </i>
          <span>
            {free <= 0 ? 'nothing' : amounts[at * 2]} free of {amounts[at * 2 + 1]}
          </span>
        </li>
      ))}
      <li>
        <span />
        <b>
          {amountOf(resource, asked)} asked on one node
          {nodes.length > most ? `; ${plural(nodes.length - most, 'more node')} with no more free` : ''}
        </b>
      </li>
    </ul>
  );
}
