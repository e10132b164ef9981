import styles from './footer.module.css';

/** Cluster time, and how far the show has come. */
export function Clocks({
  at,
  viewing,
  length,
}: {
  readonly at: number;
  readonly viewing: number;
  readonly length: number;
}) {
  return (
    <div className={styles.clocks}>
      <div>
        <div className={styles.clock}>{(at / 1000).toFixed(3)} s</div>
        <div className={styles.clockName}>cluster time</div>
      </div>
      <div>
        <div className={styles.clock}>{minutes(viewing)}</div>
        <div className={styles.clockName}>of {minutes(length)} viewing</div>
      </div>
    </div>
  );
}

function minutes(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
