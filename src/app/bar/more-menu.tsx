import { DropdownMenu } from 'radix-ui';
import type { Level } from '../../story/level.ts';
import { choose } from '../store.ts';
import styles from './bar.module.css';
import { type MenuProps, useFirstItem } from './menu-button.tsx';
import { switchTheme } from './switch-theme.ts';

const levels: readonly (readonly [Level, string])[] = [
  ['story', 'Story'],
  ['detail', 'Detail'],
  ['everything', 'Everything'],
];

/** On a phone: what the bar has no room for. */
export default function MoreMenu({ button }: MenuProps) {
  const content = useFirstItem(true);
  return (
    <DropdownMenu.Root defaultOpen>
      <DropdownMenu.Trigger asChild>{button}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content ref={content} className={styles.menu} align="end" sideOffset={4}>
          <DropdownMenu.Item className={styles.item} onSelect={() => choose({ sharing: true })}>
            Share this moment
          </DropdownMenu.Item>
          <DropdownMenu.Item className={styles.item} onSelect={() => choose({ bringing: true })}>
            Your cluster…
          </DropdownMenu.Item>
          {levels.map(([level, name]) => (
            <DropdownMenu.Item key={level} className={styles.item} onSelect={() => choose({ level })}>
              Show {name.toLowerCase()}
            </DropdownMenu.Item>
          ))}
          <DropdownMenu.Item
            className={styles.item}
            onSelect={() => choose(({ guided }) => ({ guided: !guided, playing: false }))}
          >
            Guided or free
          </DropdownMenu.Item>
          <DropdownMenu.Item className={styles.item} onSelect={switchTheme}>
            Light or dark
          </DropdownMenu.Item>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
