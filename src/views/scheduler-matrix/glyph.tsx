import styles from './scheduler-matrix.module.css';

const shapes = {
  passed: 'M3 8.5l3.2 3.2L13 4.5',
  skipped: 'M4 8h8',
  refused: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  'not asked': '',
  hollow: 'M8 4.8a3.2 3.2 0 1 0 .01 0z',
} as const;

/** The mark of a cell: a tick, a dash, a cross, or nothing. The word stands beside it for those who do not see it. */
export function Glyph({ is }: { readonly is: keyof typeof shapes }) {
  return (
    <svg className={styles.glyph} data-is={is} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={shapes[is]} />
    </svg>
  );
}
