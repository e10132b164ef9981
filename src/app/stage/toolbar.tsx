import { Search, X } from 'lucide-react';
import { choose, useChoices } from '../store.ts';
import styles from './stage.module.css';

/** Which picture, and what of the run it shows. */
export function Toolbar() {
  const { tab, followed, search } = useChoices();
  return (
    <div className={styles.toolbar}>
      <div role="tablist" aria-label="Picture">
        {(['messages', 'map'] as const).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            onClick={() => choose({ tab: each })}
          >
            {each === 'map' ? 'Map' : 'Messages'}
          </button>
        ))}
      </div>
      {followed !== undefined && (
        <button type="button" className={styles.followed} onClick={() => choose({ followed: undefined })}>
          follow {followed.slice(followed.lastIndexOf('/') + 1)} <X size={13} aria-label="Stop following" />
        </button>
      )}
      <label className={styles.search}>
        <Search size={15} aria-hidden="true" />
        <input
          data-search
          type="search"
          placeholder="Search messages"
          aria-label="Search messages"
          value={search}
          onChange={(event) => choose({ search: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}
