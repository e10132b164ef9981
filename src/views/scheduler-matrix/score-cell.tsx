import styles from './scheduler-matrix.module.css';

interface ScoreCellProps {
  readonly given: { readonly normalized: number } | undefined;
  readonly weight: number;
  readonly later: boolean;
}

/** Points with their arithmetic, and a bar for the share of what the plugin gives at most. */
export function ScoreCell({ given, weight, later }: ScoreCellProps) {
  if (given === undefined) return <span className={styles.score}>not scored</span>;
  const { normalized } = given;
  return (
    <span className={styles.score} data-later={later}>
      <span>
        {later ? (
          <span className="visually-hidden">not asked yet</span>
        ) : (
          <>
            {normalized === 100 ? <b>{normalized * weight}</b> : normalized * weight}
            {weight !== 1 && (
              <small>
                {weight} × {normalized}
              </small>
            )}
          </>
        )}
      </span>
      <i>
        <i style={{ width: `${later ? 0 : normalized}%` }} />
      </i>
    </span>
  );
}
