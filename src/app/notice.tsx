import { X } from 'lucide-react';
import styles from './notice.module.css';
import type { Run } from './run/use-run.ts';
import { choose, useChoices } from './store.ts';

/** What the manifest asks for and the model does not cover: it is never faked, and always said. */
function notModelled(run: Run): string | undefined {
  const notes = run.story?.index.trace.notModelled ?? [];
  if (notes.length === 0) return undefined;
  const said = notes.map(
    ({ about, path, says }) =>
      `${about.slice(about.lastIndexOf('/') + 1)}${path === undefined ? '' : ` ${path}`}: ${says}`,
  );
  return `Not modelled: ${said.join(' · ')}`;
}

/** One line under the bar: a refused link, a run that is being computed, a fault of ours, what is not modelled. */
export function Notice({ run }: { readonly run: Run }) {
  const notice = useChoices((now) => now.notice);
  const text = run.broken
    ? `PodScope made a mistake: ${run.broken} The last run is still shown.`
    : (notice ?? (run.computing ? 'Computing…' : notModelled(run)));
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
