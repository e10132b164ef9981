import type { Lacking } from '../../story/placement/lacking-points.ts';
import styles from './what-if.module.css';

interface LackingProps {
  readonly by: readonly Lacking[];
  readonly node: string;
  readonly winner: string;
}

/** The points of two nodes, plugin by plugin; only where they differ. */
export function LackingTable({ by, node, winner }: LackingProps) {
  if (by.length === 0) return null;
  return (
    <table className={styles.comparison}>
      <thead>
        <tr>
          <th scope="col">plugin</th>
          <th scope="col">{node}</th>
          <th scope="col">{winner}</th>
          <th scope="col">difference</th>
        </tr>
      </thead>
      <tbody>
        {by.map(({ plugin, own, winner: points }) => (
          <tr key={plugin}>
            <th scope="row">{plugin}</th>
            <td>{own}</td>
            <td>{points}</td>
            <td>{own > points ? `+${own - points}` : own - points}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
