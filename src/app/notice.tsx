import { X } from 'lucide-react';
import styles from './notice.module.css';
import type { Run } from './run/use-run.ts';
import { choose, useChoices } from './store.ts';

/** One line under the bar: a refused link, a run that is being computed, a fault of ours. */
export function Notice({ run }: { readonly run: Run }) {
  const notice = useChoices((now) => now.notice);
  const text = run.broken
    ? `PodScope made a mistake: ${run.broken} The last run is still shown.`
    : (notice ?? (run.computing ? 'Computing…' : undefined));
  if (!text) return null;
  return (
    <div className={styles.notice} role="status" data-bad={run.broken !== undefined}>
      {text}
      {notice !== undefined && (
        <button type="button" aria-label="Close this line" onClick={() => choose({ notice: undefined })}>
          <X size={14} />
        </button>
      )}
    </div>
  );
}
