import { type CSSProperties, useId, useState } from 'react';
import { type MadeLine, madeOfIt } from '../../story/made-of-it.ts';
import { nameSent, objectsSent } from '../../story/objects-sent.ts';
import { phasesOf } from '../../story/request-phases.ts';
import type { Story } from '../../story/tell.ts';
import type { EntryId, Message } from '../../trace/trace.ts';
import styles from './stored.module.css';

interface StoredProps {
  readonly story: Story;
  /** Virtual ms. */
  readonly cursor: number;
  readonly selected: EntryId | undefined;
  readonly onSelect: (id: EntryId) => void;
}

/** What the API server made of an object: as it was sent, as it was stored, and who made the difference. */
export function Stored({ story, cursor, selected, onSelect }: StoredProps) {
  const { index } = story;
  const sent = objectsSent(index);
  const request = chosen(sent, selected, cursor);
  if (request === undefined)
    return <p className={styles.none}>Nobody has sent an object to kube-apiserver in this run.</p>;
  const answer = index.answerOf.get(request.id)?.body;
  const refusal = answer?.type === 'http-answer' && answer.code >= 400 ? answer : undefined;
  return (
    <div className={styles.stored}>
      <header className={styles.head}>
        <label>
          <span className="visually-hidden">Object</span>
          <select value={request.id} onChange={(event) => onSelect(Number(event.currentTarget.value))}>
            {sent.map((each) => (
              <option key={each.id} value={each.id}>
                {nameSent(each)}
              </option>
            ))}
          </select>
        </label>
        <Phases story={story} request={request} />
      </header>
      {refusal === undefined ? (
        <Lines story={story} request={request} />
      ) : (
        <p className={styles.refused} role="status">
          <b>Not stored.</b> kube-apiserver answered {refusal.code}: {refusal.message}
        </p>
      )}
    </div>
  );
}

/** The selected one, else the last that was sent before the cursor, else the first. */
function chosen(sent: readonly Message[], selected: EntryId | undefined, cursor: number): Message | undefined {
  return (
    sent.find(({ id }) => id === selected) ?? sent.findLast(({ sentAt }) => sentAt <= cursor) ?? sent[0] ?? undefined
  );
}

const phaseWords = { passed: 'passed', 'refused here': 'refused it', 'not reached': 'not reached' } as const;

function Phases({ story, request }: Pick<StoredProps, 'story'> & { readonly request: Message }) {
  return (
    <ol className={styles.phases} aria-label="How far the request came">
      {phasesOf(story.index, request).map(({ name, is }) => (
        <li key={name} data-is={is}>
          <span aria-hidden="true">{is === 'passed' ? '✓' : is === 'refused here' ? '×' : '·'}</span> {name}
          <span className="visually-hidden">, {phaseWords[is]}</span>
        </li>
      ))}
    </ol>
  );
}

function Lines({ story, request }: Pick<StoredProps, 'story'> & { readonly request: Message }) {
  const [onlyMade, setOnlyMade] = useState(false);
  const box = useId();
  const made = madeOfIt(story.index, request);
  if (made === undefined) return <p className={styles.none}>It has not been answered.</p>;
  const changed = made.lines.filter(({ mark }) => mark !== 'same').length;
  const lines = onlyMade
    ? made.lines.filter((line) => line.mark !== 'same' || leadsToChange(made.lines, line))
    : made.lines;
  return (
    <>
      <p className={styles.sum}>
        {changed === 0
          ? 'It was stored as it was sent.'
          : `${changed} of ${made.lines.length} lines are not what was sent.`}
        <label htmlFor={box}>
          <input
            id={box}
            type="checkbox"
            checked={onlyMade}
            onChange={(event) => setOnlyMade(event.currentTarget.checked)}
          />
          Only these
        </label>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={styles.scroll} aria-label={`${made.about}, as sent and as stored`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Sent</th>
              <th scope="col">Stored</th>
              <th scope="col">Made by</th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line, i) => (
              <Row key={`${line.path}:${line.key}:${line.stored ?? line.sent}`} line={line} before={lines[i - 1]} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

/** A line under which something differs stays, so that one sees where it belongs. */
const leadsToChange = (lines: readonly MadeLine[], { path, mark, stored }: MadeLine): boolean =>
  mark === 'same' &&
  stored === '' &&
  lines.some((other) => other.mark !== 'same' && other.path.startsWith(path) && other.path !== path);

/** Of a longer value, such as what apply remembers, only the beginning is shown. */
const longest = 90;

const signs = { same: '', added: '+', changed: '~', dropped: '−' } as const;
const words = { same: '', added: 'added', changed: 'changed', dropped: 'dropped' } as const;

function Row({ line, before }: { readonly line: MadeLine; readonly before: MadeLine | undefined }) {
  const { mark, by, why, depth, item, key } = line;
  // Who made a block is said at its first line.
  const said = by !== undefined && before?.by === by && before.why === why && mark === before.mark;
  const text = (value: string | undefined) => {
    if (value === undefined) return '';
    const name = key === '' ? '' : `${key}:${value === '' ? '' : ' '}`;
    return `${item ? '- ' : ''}${name}${value.length > longest ? `${value.slice(0, longest)}…` : value}`;
  };
  const margin = { '--indent': 2 * (item ? Math.max(0, depth - 1) : depth) } as CSSProperties;
  return (
    <tr data-mark={mark} style={margin}>
      <td>{text(line.sent)}</td>
      <td>
        <span aria-hidden="true">{signs[mark]}</span>
        <span className="visually-hidden">{words[mark]} </span>
        {text(line.stored)}
      </td>
      <td>
        {by !== undefined && !said && (
          <>
            <b>{by}</b> {why}
          </>
        )}
      </td>
    </tr>
  );
}
