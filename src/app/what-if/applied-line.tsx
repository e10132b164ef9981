import { useEffect, useRef } from 'react';
import styles from '../../views/what-if/what-if.module.css';
import { useChoices } from '../store.ts';
import { undoApplied } from './apply-changes.ts';
import { useLastApplied } from './last-applied.ts';

/** What was changed last, and the way back; Ctrl+Z is one, too, but in a text. */
export function AppliedLine() {
  const last = useLastApplied();
  const documents = useChoices((now) => now.documents);
  const there = last !== undefined && last.documents === documents;
  useEffect(() => {
    if (!there) return;
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest('input, textarea, .cm-editor');
      if (typing || event.shiftKey || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
      event.preventDefault();
      undoApplied();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [there]);
  const place = useFocusOnChange(there);
  return (
    <div ref={place} tabIndex={-1} className={there ? styles.applied : styles.nothingApplied}>
      {there && (
        <>
          <span>Applied: {last.did}</span>
          <button type="button" className={styles.link} onClick={undoApplied}>
            Undo
          </button>
        </>
      )}
    </div>
  );
}

/** The button that was pressed goes with the run it belonged to: who uses the keyboard stays where it stood. */
function useFocusOnChange(there: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(there);
  useEffect(() => {
    if (before.current === there) return;
    before.current = there;
    (place.current?.querySelector('button') ?? place.current)?.focus({ preventScroll: true });
  }, [there]);
  return place;
}
