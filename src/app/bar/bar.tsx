import { ChevronDown, CircleQuestionMark, EllipsisVertical, Presentation, SunMoon } from 'lucide-react';
import { lazy } from 'react';
import type { Level } from '../../story/level.ts';
import type { Story } from '../../story/tell.ts';
import { choose, useChoices } from '../store.ts';
import styles from './bar.module.css';
import { MenuButton } from './menu-button.tsx';
import { ShareButton } from './share-button.tsx';
import { switchTheme } from './switch-theme.ts';

const CatalogMenu = lazy(() => import('./catalog-menu.tsx'));
const MoreMenu = lazy(() => import('./more-menu.tsx'));

const levels: readonly { readonly level: Level; readonly name: string }[] = [
  { level: 'story', name: 'Story' },
  { level: 'detail', name: 'Detail' },
  { level: 'everything', name: 'Everything' },
];

/** The one row on top: which run, how deep, guided or free. */
export function Bar({ story }: { readonly story: Story | undefined }) {
  const level = useChoices((now) => now.level);
  const guided = useChoices((now) => now.guided);
  const title = story?.index.trace.scenario.name ?? '';
  const command =
    story?.index.trace.commands[0]?.command ?? story?.index.trace.roots.find(({ kind }) => kind === 'action')?.what;
  return (
    <header className={styles.bar}>
      <Mark />
      <h1 className={styles.product}>PodScope</h1>
      <MenuButton className={styles.menuButton} name={`Example: ${title}. Choose another`} menu={CatalogMenu}>
        <span className={styles.exampleName}>{title || 'Examples'}</span> <ChevronDown size={14} aria-hidden="true" />
      </MenuButton>
      <span className={styles.command}>{command}</span>
      <span className={styles.spring} />
      <fieldset className={styles.levels} aria-label="How much is shown">
        {levels.map((each) => (
          <button
            key={each.level}
            type="button"
            aria-pressed={level === each.level}
            onClick={() => choose({ level: each.level })}
          >
            {each.name}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        role="switch"
        aria-checked={guided}
        className={styles.guided}
        onClick={() => choose({ guided: !guided, playing: false, until: undefined })}
      >
        <span className={styles.switch} />
        Guided
      </button>
      <ShareButton />
      <IconButton name="Present" onClick={() => choose({ presenter: true, guided: true })}>
        <Presentation size={17} />
      </IconButton>
      <IconButton name="Light or dark" onClick={switchTheme}>
        <SunMoon size={17} />
      </IconButton>
      <IconButton name="Help and keys" onClick={() => choose({ help: true })}>
        <CircleQuestionMark size={17} />
      </IconButton>
      <MenuButton className={styles.more} name="More" menu={MoreMenu}>
        <EllipsisVertical size={20} aria-hidden="true" />
      </MenuButton>
    </header>
  );
}

function IconButton({
  name,
  onClick,
  children,
}: {
  readonly name: string;
  readonly onClick: () => void;
  readonly children: React.ReactNode;
}) {
  return (
    <button type="button" className={styles.icon} aria-label={name} title={name} onClick={onClick}>
      {children}
    </button>
  );
}

export function Mark() {
  return (
    <svg className={styles.mark} width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
      <path className={styles.markLine} d="M1,7H19" />
      <circle className={styles.markStop} cx="7.5" cy="7" r="4.6" />
      <circle className={styles.markEye} cx="7.5" cy="7" r="1.7" />
    </svg>
  );
}
