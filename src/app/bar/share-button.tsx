import { Link2 } from 'lucide-react';
import { choose } from '../store.ts';
import styles from './bar.module.css';

/** Copies a link to this very moment, and shows it. */
export function ShareButton() {
  return (
    <button type="button" className={styles.share} aria-haspopup="dialog" onClick={() => choose({ sharing: true })}>
      <Link2 size={17} aria-hidden="true" />
      Share
    </button>
  );
}
