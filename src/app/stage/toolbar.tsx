import { Search, X } from 'lucide-react';
import type { CentreTab } from '../choices.ts';
import { choose, useChoices } from '../store.ts';
import styles from './stage.module.css';

const tabs: readonly { readonly tab: CentreTab; readonly name: string }[] = [
  { tab: 'messages', name: 'Messages' },
  { tab: 'map', name: 'Map' },
  { tab: 'statechart', name: 'Statechart' },
  { tab: 'scheduler', name: 'Scheduler' },
  { tab: 'terminal', name: 'Terminal' },
];

/** Which picture, and what of the run it shows. */
export function Toolbar() {
  const { tab, followed, search } = useChoices();
  return (
    <div className={styles.toolbar}>
      <div role="tablist" aria-label="Picture">
        {tabs.map(({ tab: each, name }) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={tab === each}
            onClick={() => choose({ tab: each })}
          >
            {name}
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
