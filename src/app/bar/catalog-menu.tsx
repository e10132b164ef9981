import { DropdownMenu } from 'radix-ui';
import { useEffect, useState } from 'react';
import { type CatalogEntry, loadCatalog } from '../run/catalog.ts';
import { openText } from '../run/open-text.ts';
import styles from './bar.module.css';
import { type MenuProps, useFirstItem } from './menu-button.tsx';

/** The examples. */
export default function CatalogMenu({ button }: MenuProps) {
  const [entries, setEntries] = useState<readonly CatalogEntry[]>([]);
  useEffect(() => {
    void loadCatalog().then(setEntries);
  }, []);
  const content = useFirstItem(entries.length > 0);
  return (
    <DropdownMenu.Root defaultOpen>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content ref={content} className={styles.menu} align="start" sideOffset={4}>
          {entries.map((entry) => (
            <DropdownMenu.Item
              key={entry.name}
              className={styles.item}
              onSelect={() => void openText(entry.text, `${entry.name}.yaml`, { builtIn: entry.name })}
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
