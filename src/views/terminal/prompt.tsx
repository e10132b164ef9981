import { type FormEvent, type KeyboardEvent, useId, useState } from 'react';
import { moment } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import { type CompletedWord, commonStart, completeCommand } from './complete-command.ts';
import styles from './terminal.module.css';

interface PromptProps {
  readonly frame: Frame;
  readonly files: readonly string[];
  /** Commands that were typed before, the latest last. */
  readonly history: readonly string[];
  readonly onCommand: (command: string) => void;
}

const mostShown = 24;

/** Where a command is typed: Tab completes, the arrows go through what was typed before. */
export function Prompt({ frame, files, history, onCommand }: PromptProps) {
  const [text, setText] = useState('');
  const [place, setPlace] = useState<number>();
  const [offered, setOffered] = useState<CompletedWord>();
  const hint = useId();
  const put = (next: string) => {
    setText(next);
    setOffered(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const command = bare(text);
    if (command === '') return;
    onCommand(command);
    put('');
    setPlace(undefined);
  };
  const walk = (event: KeyboardEvent, by: 1 | -1) => {
    if (history.length === 0) return;
    event.preventDefault();
    const next = (place ?? history.length) + by;
    setPlace(next >= history.length ? undefined : Math.max(0, next));
    put(next >= history.length ? '' : (history[Math.max(0, next)] ?? ''));
  };
  const complete = (event: KeyboardEvent) => {
    // Without a word to complete, Tab leaves the field as everywhere.
    if (event.shiftKey || text.trim() === '') return;
    const names = (plural: string) => frame.list(plural).map(({ metadata }) => metadata.name);
    const typed = text.replace(/^(kubectl|k)\s+/, '');
    const found = completeCommand(typed, { files, names });
    if (found.options.length === 0) return;
    event.preventDefault();
    const start = commonStart(found.options);
    const [only] = found.options;
    const done = found.options.length === 1 && only !== undefined && !only.endsWith('=') ? `${only} ` : start;
    setText(`${typed.slice(0, found.from)}${done}`);
    setOffered(found.options.length === 1 ? undefined : found);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp') walk(event, -1);
    else if (event.key === 'ArrowDown') walk(event, 1);
    else if (event.key === 'Tab') complete(event);
    else if (event.key === 'Escape') setOffered(undefined);
  };
  return (
    <form className={styles.prompt} onSubmit={submit}>
      {offered !== undefined && (
        <p className={styles.offered} role="status">
          {offered.options.slice(0, mostShown).join('  ')}
          {offered.options.length > mostShown && `  and ${offered.options.length - mostShown} more`}
        </p>
      )}
      <label>
        <span>{moment(frame.at)} $ kubectl</span>
        <input
          value={text}
          onChange={(event) => put(event.currentTarget.value)}
          onKeyDown={press}
          placeholder="get pods -o wide"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          aria-label="kubectl command at the cursor"
          aria-describedby={hint}
        />
      </label>
      <p id={hint} className={styles.hint}>
        Reads and acts at the cursor. Tab completes, ↑ and ↓ repeat, <code>help</code> lists the commands.
      </p>
    </form>
  );
}

/** A command without the word that stands at the prompt anyway. */
const bare = (text: string): string => text.trim().replace(/^(kubectl|k)\s+/, '');
