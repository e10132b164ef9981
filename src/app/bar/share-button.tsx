import { Link2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { copyLink } from '../share.ts';
import styles from './bar.module.css';

/** Copies a link to this very moment. */
export function ShareButton() {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const later = setTimeout(() => setSaid(''), 2000);
    return () => clearTimeout(later);
  }, [said]);
  return (
    <button type="button" className={styles.share} onClick={() => void copyLink().then(setSaid)}>
      <Link2 size={17} aria-hidden="true" />
      <span aria-live="polite">{said || 'Share'}</span>
    </button>
  );
}
