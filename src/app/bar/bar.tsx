import { CircleQuestionMark, Presentation, SunMoon } from 'lucide-react';
import type { Level } from '../../story/level.ts';
import type { Story } from '../../story/tell.ts';
import { choose, useChoices } from '../store.ts';
import styles from './bar.module.css';
import { CatalogMenu } from './catalog-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { ShareButton } from './share-button.tsx';

const levels: readonly { readonly level: Level; readonly name: string }[] = [
  { level: 'story', name: 'Story' },
  { level: 'detail', name: 'Detail' },
  { level: 'everything', name: 'Everything' },
];

/** The one row on top: which run, how deep, guided or free. */
export function Bar({ story }: { readonly story: Story | undefined }) {
  const level = useChoices((now) => now.level);
  const guided = useChoices((now) => now.guided);
  const command =
    story?.index.trace.commands[0]?.command ?? story?.index.trace.roots.find(({ kind }) => kind === 'action')?.what;
  return (
    <header className={styles.bar}>
      <Mark />
      <h1 className={styles.product}>PodScope</h1>
      <CatalogMenu title={story?.index.trace.scenario.name ?? ''} />
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
      <MoreMenu onTheme={switchTheme} />
    </header>
  );
}

const switchTheme = () => choose(({ theme }) => ({ theme: isDark(theme) ? 'light' : 'dark' }));
const isDark = (theme: string) =>
  theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';

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
