import { useEffect, useMemo, useRef } from 'react';
import type { Story } from '../../story/tell.ts';
import { moment, plural } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import type { CommandOutput, EntryId, Message } from '../../trace/trace.ts';
import { Prompt } from './prompt.tsx';
import styles from './terminal.module.css';
import { type TypedCommand, typedCommands } from './typed-commands.ts';

interface TerminalProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly files: readonly string[];
  /** A command typed at the cursor: `delete pod nginx`, without `kubectl`. */
  readonly onCommand: (command: string) => void;
  readonly onSelect: (id: EntryId) => void;
}

/** What was typed and printed up to the cursor; a new command becomes an action of the scenario at the cursor. */
export function Terminal({ story, frame, files, onCommand, onSelect }: TerminalProps) {
  const end = useRef<HTMLDivElement>(null);
  const all = useMemo(() => typedCommands(story), [story]);
  const typed = all.filter(({ at }) => at <= frame.at);
  const printed = typed.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another command was printed
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [printed]);
  return (
    <div className={styles.terminal}>
      <div className={styles.lines} role="log" aria-label="Commands and what they printed">
        {typed.map((command, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: commands are only ever added at the end
          <Command key={`${command.at} ${place}`} typed={command} frame={frame} onSelect={onSelect} />
        ))}
        <div ref={end} />
      </div>
      <Prompt
        frame={frame}
        files={files}
        history={typed.map(({ command }) => command.replace(/^kubectl /, ''))}
        onCommand={onCommand}
      />
    </div>
  );
}

function Command({
  typed,
  frame,
  onSelect,
}: Pick<TerminalProps, 'frame' | 'onSelect'> & { readonly typed: TypedCommand }) {
  const { at, command, returned, requests } = typed;
  const sent = requests.filter(({ sentAt }) => sentAt <= frame.at);
  return (
    <div>
      <div className={styles.command}>
        <span>{moment(at)}</span> $ {command}
      </div>
      {returned && (returned.returnedAt <= frame.at || returned.interrupted) && (
        <>
          {streamsOf(returned).map(({ stream, text }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was printed stays in its place
            <pre key={place} className={stream === 'stderr' ? styles.wrong : undefined}>
              {text}
            </pre>
          ))}
          {returned.interrupted && (
            <pre className={styles.note}>
              {returned.stdout === ''
                ? 'it goes on, and has printed nothing when this run ends'
                : 'it goes on; these are its lines until the run ends'}
            </pre>
          )}
        </>
      )}
      {!returned && <pre className={styles.note}>it waits, and has not returned when this run ends</pre>}
      {sent.length > 0 && <Requests sent={sent} frame={frame} onSelect={onSelect} />}
    </div>
  );
}

/** What was printed, in the order in which it came. */
function streamsOf({ shown, stdout, stderr }: CommandOutput): NonNullable<CommandOutput['shown']> {
  const both = [
    { stream: 'stdout' as const, text: stdout },
    { stream: 'stderr' as const, text: stderr },
  ];
  return shown ?? both.filter(({ text }) => text !== '');
}

/** What the command asked of the API server. */
function Requests({
  sent,
  frame,
  onSelect,
}: Pick<TerminalProps, 'frame' | 'onSelect'> & { readonly sent: readonly Message[] }) {
  return (
    <details className={styles.requests}>
      <summary>{plural(sent.length, 'request')}</summary>
      <ul>
        {sent.map(({ id, body }) => {
          if (body.type !== 'http-request') return null;
          const answer = frame.index.answerOf.get(id);
          const code = answer?.body.type === 'http-answer' && answer.receivedAt <= frame.at ? answer.body.code : '…';
          return (
            <li key={id}>
              <button type="button" onClick={() => onSelect(id)}>
                {code} {body.method} {body.path}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
