import { X } from 'lucide-react';
import { useState } from 'react';
import { capital } from '../story/words.ts';
import { tabOf } from './documents.ts';
import styles from './notice.module.css';
import { stopComputing } from './run/ask-worker.ts';
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

/** What is wrong with the scenario, the first of it, and what is on the screen meanwhile. */
function wrong({ problems: [first, ...more], story }: Run): string | undefined {
  if (!first) return undefined;
  const others = more.length === 0 ? '' : ` And ${more.length} more, below the text in the editor.`;
  return `${tabOf(first.file)}, line ${first.line}: ${first.what}. ${capital(first.remedy)}.${others}${story ? ' The last run is still shown.' : ''}`;
}

function stop(): void {
  stopComputing();
  choose({ notice: 'Stopped. The run before is still shown; Run this, below the text, starts again.' });
}

/** One line under the bar: a refused link, a run that is being computed, a fault of ours, what is not modelled. */
export function Notice({ run }: { readonly run: Run }) {
  const notice = useChoices((now) => now.notice);
  const [read, setRead] = useState<string>();
  const lacks = notModelled(run);
  const text = run.broken
    ? `PodScope made a mistake: ${run.broken.replace(/\.$/, '')}. ${run.story ? 'The last run is still shown.' : ''}`
    : (wrong(run) ?? notice ?? (run.computing ? 'Computing…' : lacks === read ? undefined : lacks));
  if (!text) return null;
  return (
    <div className={styles.notice} role="status" data-bad={run.broken !== undefined || run.problems.length > 0}>
      {text}
      {run.computing && (
        <button type="button" className={styles.stop} onClick={stop}>
          Stop
        </button>
      )}
      {(text === notice || text === lacks) && (
        <button
          type="button"
          aria-label="Close this line"
          onClick={() => (text === notice ? choose({ notice: undefined }) : setRead(lacks))}
        >
          <X size={14} />
        </button>
      )}
    </div>
  );
}
