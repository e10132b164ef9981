import { Search, X } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { shortName } from '../../story/words.ts';
import { laneName } from '../../views/sequence-diagram/lanes.ts';
import type { CentreTab } from '../choices.ts';
import { choose, useChoices } from '../store.ts';
import styles from './stage.module.css';

const tabs: readonly { readonly tab: CentreTab; readonly name: string }[] = [
  { tab: 'messages', name: 'Messages' },
  { tab: 'map', name: 'Map' },
  { tab: 'statechart', name: 'Statechart' },
  { tab: 'scheduler', name: 'Scheduler' },
  { tab: 'stored', name: 'Stored' },
  { tab: 'terminal', name: 'Terminal' },
];

/** Which picture, and what of the run it shows. */
export function Toolbar() {
  const followed = useChoices((now) => now.followed);
  const lane = useChoices((now) => now.lane);
  const search = useChoices((now) => now.search);
  return (
    <div className={styles.toolbar}>
      <Tabs.List className={styles.pictureTabs} aria-label="Picture">
        {tabs.map(({ tab, name }) => (
          <Tabs.Trigger key={tab} value={tab}>
            {name}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {followed !== undefined && (
        <button type="button" className={styles.followed} onClick={() => choose({ followed: undefined })}>
          follow {shortName(followed.slice(followed.lastIndexOf('/') + 1))} <X size={13} aria-label="Stop following" />
        </button>
      )}
      {lane !== undefined && (
        <button type="button" className={styles.followed} onClick={() => choose({ lane: undefined })}>
          only {laneName(lane)} <X size={13} aria-label="Show all messages" />
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
