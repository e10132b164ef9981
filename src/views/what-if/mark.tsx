import styles from './what-if.module.css';

const shapes = { ok: 'M3 8.5l3.2 3.2L13 4.5', fail: 'M3.5 3.5l9 9M12.5 3.5l-9 9' } as const;

/** A tick or a cross; the word stands beside it. */
export function Mark({ is }: { readonly is: keyof typeof shapes }) {
  return (
    <svg className={styles.mark} data-is={is} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={shapes[is]} />
    </svg>
  );
}
