import styles from './scheduler-matrix.module.css';

interface ScoreCellProps {
  readonly given: { readonly normalized: number } | undefined;
  readonly weight: number;
  readonly later: boolean;
}

/** Points with their arithmetic, and a bar for the share of what the plugin gives at most. What comes later has its room. */
export function ScoreCell({ given, weight, later }: ScoreCellProps) {
  if (given === undefined) return <span className={styles.score}>not scored</span>;
  const { normalized } = given;
  return (
    <span className={styles.score}>
      <span>
        {later && <span className="visually-hidden">not asked yet</span>}
        <span data-later={later}>{normalized === 100 ? <b>{normalized * weight}</b> : normalized * weight}</span>
        {weight !== 1 && (
          <small data-later={later}>
            {weight} × {normalized}
          </small>
        )}
      </span>
      <i>
        <i style={{ width: `${later ? 0 : normalized}%` }} />
      </i>
    </span>
  );
}
