import { type Placement, type PlacementRow, placementAt } from '../../story/placement.ts';
import type { Story } from '../../story/tell.ts';
import { moment, plural } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import styles from './scheduler-matrix.module.css';

interface SchedulerMatrixProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly followed: string | undefined;
}

/** Up to this many nodes each has a row of its own. */
const mostRows = 12;

/** Why that node, and why not the others. */
export function SchedulerMatrix({ story, frame, followed }: SchedulerMatrixProps) {
  const placement = placementAt(story, frame.at, followed);
  if (!placement) return <p className={styles.empty}>kube-scheduler has decided nothing yet at {moment(frame.at)}.</p>;
  return (
    <div className={styles.matrix}>
      <h2>
        {placement.about} at {moment(placement.at)}
      </h2>
      <p>{placement.says}</p>
      {placement.rows.length <= mostRows ? (
        <Rows placement={placement} rows={placement.rows} />
      ) : (
        <Sieve placement={placement} />
      )}
    </div>
  );
}

function Rows({ placement, rows }: { readonly placement: Placement; readonly rows: readonly PlacementRow[] }) {
  const { scores, chosen } = placement;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">node</th>
          {scores.map(({ plugin }) => (
            <th key={plugin} scope="col">
              {words(plugin)}
            </th>
          ))}
          <th scope="col">total</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.node} data-chosen={row.node === chosen}>
            <th scope="row">{row.node}</th>
            {row.refused === undefined ? (
              <>
                {scores.map(({ plugin, weight }, i) => (
                  <td key={plugin}>
                    <Score value={(row.scores[i]?.normalized ?? 0) * weight} />
                  </td>
                ))}
                <td>
                  <b>{row.total ?? 'not scored'}</b>
                  {row.node === chosen ? ' chosen' : ''}
                </td>
              </>
            ) : (
              <td className={styles.refused} colSpan={scores.length + 1}>
                × {row.refused.plugin ?? 'not looked at'}: {row.refused.reasons.join(', ')}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** `NodeResourcesFit` with room to break between its words. */
const words = (plugin: string) =>
  plugin.split(/(?=[A-Z])/).flatMap((word, place) => (place === 0 ? [word] : [<wbr key={word} />, word]));

/** A score with a bar as long as its share of the highest in sight. */
function Score({ value }: { readonly value: number }) {
  return (
    <span className={styles.score}>
      {value}
      <i style={{ width: `${Math.max(0, Math.min(300, value)) / 10}px` }} />
    </span>
  );
}

/** Many nodes: counted by the filter that refused them; those that fit below. */
function Sieve({ placement }: { readonly placement: Placement }) {
  const groups = new Map<string, string[]>();
  for (const { node, refused } of placement.rows) {
    if (refused === undefined) continue;
    const name = `${refused.plugin ?? 'not looked at'}: ${refused.reasons.join(', ')}`;
    groups.set(name, [...(groups.get(name) ?? []), node]);
  }
  const fitting = placement.rows.filter(({ refused }) => refused === undefined);
  return (
    <>
      <table>
        <tbody>
          {[...groups]
            .toSorted((a, b) => b[1].length - a[1].length)
            .map(([name, nodes]) => (
              <tr key={name}>
                <th scope="row">{plural(nodes.length, 'node')}</th>
                <td className={styles.refused}>× {name}</td>
                <td className={styles.names} title={nodes.join(', ')}>
                  {nodes.slice(0, 4).join(', ')}
                  {nodes.length > 4 ? ', …' : ''}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <p>{plural(fitting.length, 'node')} fit; the best of them:</p>
      <Rows placement={placement} rows={fitting.slice(0, mostRows)} />
    </>
  );
}
