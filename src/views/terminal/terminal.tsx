import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import { moment } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import type { CommandOutput, Millis } from '../../trace/trace.ts';
import styles from './terminal.module.css';

interface TerminalProps {
  readonly story: Story;
  readonly frame: Frame;
  /** A command typed at the cursor: `delete pod nginx`, without `kubectl`. */
  readonly onCommand: (command: string) => void;
}

interface Typed {
  readonly at: Millis;
  readonly command: string;
  /** Absent when the command has not returned by the end of the run, as a watch. */
  readonly returned: CommandOutput | undefined;
}

/** The commands in the order in which they were typed. */
function typedIn({ index: { trace } }: Story): readonly Typed[] {
  const left = [...trace.commands];
  return trace.roots
    .filter(({ kind, what }) => kind === 'action' && what.startsWith('kubectl '))
    .map(({ at, what: command }) => {
      const place = left.findIndex((each) => each.at === at && each.command === command);
      return { at, command, returned: place < 0 ? undefined : left.splice(place, 1)[0] };
    });
}

/** What was typed and printed up to the cursor; a new command becomes an action of the scenario at the cursor. */
export function Terminal({ story, frame, onCommand }: TerminalProps) {
  const [text, setText] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const all = useMemo(() => typedIn(story), [story]);
  const typed = all.filter(({ at }) => at <= frame.at);
  const printed = typed.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another command was printed
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [printed]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const command = text.trim().replace(/^(kubectl|k)\s+/, '');
    if (command === '') return;
    onCommand(command);
    setText('');
  };
  return (
    <div className={styles.terminal}>
      <div className={styles.lines} role="log" aria-label="Commands and what they printed">
        {typed.map(({ at, command, returned }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: commands are only ever added at the end
          <div key={`${at} ${place}`}>
            <div className={styles.command}>
              <span>{moment(at)}</span> $ {command}
            </div>
            {returned && returned.returnedAt <= frame.at && (
              <>
                {returned.stdout !== '' && <pre>{returned.stdout}</pre>}
                {returned.stderr !== '' && <pre className={styles.wrong}>{returned.stderr}</pre>}
              </>
            )}
            {!returned && <pre>does not return in this run; what it prints meanwhile is not modelled here</pre>}
          </div>
        ))}
        <div ref={end} />
      </div>
      <form className={styles.prompt} onSubmit={submit}>
        <label>
          <span>{moment(frame.at)} $ kubectl</span>
          <input
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder="get pods -o wide"
            spellCheck={false}
            autoComplete="off"
            aria-label="kubectl command at the cursor"
          />
        </label>
      </form>
    </div>
  );
}
