import { ChevronDown } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useEffect, useState } from 'react';
import { opened } from '../choices.ts';
import { takeApart } from '../documents.ts';
import { type CatalogEntry, loadCatalog } from '../run/catalog.ts';
import { choose } from '../store.ts';
import styles from './bar.module.css';

/** The examples, one click away. */
export function CatalogMenu({ title }: { readonly title: string }) {
  const [entries, setEntries] = useState<readonly CatalogEntry[]>([]);
  useEffect(() => {
    void loadCatalog().then(setEntries);
  }, []);
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger className={styles.menuButton} aria-label={`Example: ${title}. Choose another`}>
        {title || 'Examples'} <ChevronDown size={14} aria-hidden="true" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={styles.menu} align="start" sideOffset={4}>
          {entries.map((entry) => (
            <DropdownMenu.Item
              key={entry.name}
              className={styles.item}
              onSelect={() => choose(opened(takeApart(entry.text, `${entry.name}.yaml`), entry.name))}
            >
              <span className={styles.itemName}>{entry.title}</span>
              <span className={styles.itemSummary}>{entry.summary}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
