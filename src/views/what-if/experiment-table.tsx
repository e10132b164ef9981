import { type DragEvent, useState } from 'react';
import type { Node, Taint } from '../../kubernetes/api/types.ts';
import type { NodeIntent } from '../../kubernetes/scheduling/what-if/node-intent.ts';
import { taintWords } from '../../kubernetes/scheduling/what-if/taint-words.ts';
import { fateOf } from '../../story/placement/would-be-words.ts';
import type { ExperimentProps } from './experiment-props.ts';
import { NodeMenu } from './node-menu.tsx';
import { readTaint } from './read-words.ts';
import styles from './what-if.module.css';

/** Up to this many nodes are all there; of more, the first, the changed ones, and those that are searched for. */
const mostRows = 12;

type TableProps = ExperimentProps & { readonly taint: Taint | undefined };

/** Each node as it would be, with what was decided about it and what would be. */
export function ExperimentTable(props: TableProps) {
  const { placement, then, intents, changes, nodeOf, names, onIntents, taint } = props;
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<string>();
  const [over, setOver] = useState<string>();
  const touched = new Set(intents.map(({ node }) => node));
  const added = intents.flatMap((intent) => (intent.type === 'add' ? [intent.node] : []));
  const all = [...placement.rows.map(({ node }) => node), ...added];
  const found = all.filter((node) => names(node).includes(search));
  const shown = all.length <= mostRows ? all : found.filter((node, i) => i < mostRows || touched.has(node));
  const was = new Map(placement.rows.map((row) => [row.node, row]));
  const is = new Map(then?.rows.map((row) => [row.node, row]));
  const add = (intent: NodeIntent): void => onIntents([...intents, intent]);
  const drop = (node: string) => (event: DragEvent) => {
    event.preventDefault();
    setOver(undefined);
    const dropped = readTaint(event.dataTransfer.getData('text/plain'));
    if (dropped !== undefined) add({ type: 'taint', node, taint: dropped });
  };
  return (
    <>
      {all.length > mostRows && (
        <label className={styles.palette}>
          Find a node <input type="search" value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
          <span className={styles.quiet}>
            {shown.length} of {all.length} nodes
          </span>
        </label>
      )}
      <div className={styles.scroll}>
        <table className={styles.nodes} aria-label="Nodes as they would be">
          <thead>
            <tr>
              <th scope="col">node</th>
              <th scope="col">taints</th>
              <th scope="col">in the run</th>
              <th scope="col">then</th>
              <th scope="col">
                <span className="visually-hidden">change</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((node) => {
              const before = fateOf(was.get(node), placement);
              const after = then === undefined ? '' : fateOf(is.get(node), then);
              const differs = after !== '' && before !== after;
              const now = nodeNow(changes, node) ?? nodeOf(node);
              return (
                <tr
                  key={node}
                  data-over={over === node}
                  data-chosen={then?.chosen === node}
                  onDragOver={(event) => {
                    event.preventDefault();
                    setOver(node);
                  }}
                  onDragLeave={() => setOver(undefined)}
                  onDrop={drop(node)}
                >
                  <th scope="row">
                    {names(node)}
                    {touched.has(node) && <span className={styles.touched}> changed</span>}
                  </th>
                  <td>{marksOf(now)}</td>
                  <td>
                    {before}
                    {placement.chosen === node && ' chosen'}
                  </td>
                  <td data-differs={differs}>
                    {differs ? <b>{after}</b> : after}
                    {then?.chosen === node && ' chosen'}
                    {differs && <span className="visually-hidden"> differs</span>}
                  </td>
                  <td>
                    <button
                      type="button"
                      className={styles.link}
                      aria-expanded={open === node}
                      aria-label={`Change ${names(node)}`}
                      onClick={() => setOpen(open === node ? undefined : node)}
                    >
                      Change
                    </button>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {open !== undefined && (
        <NodeMenu
          key={`${open} ${changes.length}`}
          node={open}
          now={nodeNow(changes, open) ?? nodeOf(open)}
          taken={new Set(all)}
          taint={taint}
          names={names}
          onAdd={add}
        />
      )}
    </>
  );
}

/** The node as the last change has left it. */
function nodeNow(changes: ExperimentProps['changes'], name: string): Node | undefined {
  const effect = changes.findLast(
    ({ effect: each }) => (each.type === 'node' || each.type === 'new node') && each.node.metadata.name === name,
  )?.effect;
  return effect?.type === 'node' || effect?.type === 'new node' ? effect.node : undefined;
}

function marksOf(node: Node | undefined): string {
  const { taints = [], unschedulable } = node?.spec ?? {};
  const own = taints.filter(({ key }) => key !== 'node.kubernetes.io/unschedulable').map(taintWords);
  return [...(unschedulable ? ['cordoned'] : []), ...own].join(', ');
}
