import { clock } from '../../story/words.ts';
import type { StateDefinition } from '../../trace/chart-definition.ts';
import type { Millis, Transition } from '../../trace/trace.ts';
import { wayWords } from './state-words.ts';
import styles from './statechart.module.css';

interface TakenListProps {
  readonly states: ReadonlyMap<string, StateDefinition>;
  readonly done: readonly Transition[];
  readonly onJump: ((at: Millis) => void) | undefined;
}

const most = 40;

/** An event, or a delay that ended: one named after its state is the time that the state takes. */
const eventWords = (event: string, state: string | undefined): string =>
  event === '0' ? 'at once' : event === state ? 'done' : event;

/** The transitions up to the cursor, newest first; each is a way back to its moment. */
export function TakenList({ states, done, onJump }: TakenListProps) {
  const newest = done.slice(-most).toReversed();
  return (
    <ol className={styles.list} aria-label="Transitions taken, newest first">
      {newest.map((transition) => {
        const { id, at, from, event } = transition;
        const [way, goal] = wayWords(states, transition);
        return (
          <li key={id}>
            <button type="button" title={`Go to ${clock(at)} s`} disabled={!onJump} onClick={() => onJump?.(at)}>
              <time>{clock(at)}</time>
              <span>
                {eventWords(event, states.get(from)?.name)}: {way} <b>{goal}</b>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
