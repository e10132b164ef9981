import { duration, moment } from '../../story/words.ts';
import type { StateDefinition } from '../../trace/chart-definition.ts';
import type { Actor, Decision, Millis } from '../../trace/trace.ts';
import { type ChartProgress, decisionsDuring, type Visit } from './chart-progress.ts';
import { nextWords, visitWords } from './state-words.ts';
import styles from './statechart.module.css';

interface DetailProps {
  readonly actor: Actor;
  readonly state: StateDefinition | undefined;
  readonly progress: ChartProgress;
  readonly decisions: readonly Decision[];
  readonly now: Millis;
}

/** One state in words: when, what it does, what was decided in it. The active one, unless another is pointed at. */
export function StateDetail({ actor, state, progress, decisions, now }: DetailProps) {
  const visit = state && progress.visits.get(state.path);
  const last = visit && decisionsDuring(decisions, visit, now).at(-1);
  const stopped = actor.stoppedAt !== undefined && actor.stoppedAt <= now;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it may have to be scrolled
    <section className={styles.detail} tabIndex={0} aria-label="The state in words">
      {stopped && <p className={styles.life}>Stopped at {moment(actor.stoppedAt ?? 0)}.</p>}
      {state && (
        <p>
          <b>{state.name}</b> <span>{visit ? when(state, visit, now) : 'not entered'}</span>
        </p>
      )}
      {state && visit && !stopped && isActiveLeaf(state, visit) && (
        <p>{nextWords(progress.next, state.name, now).join('')}</p>
      )}
      {last && <p className={last.refused ? styles.said : undefined}>{last.says}</p>}
      {state && state.entry.length > 0 && <p>On entry: {state.entry.join(', ')}.</p>}
      {now < actor.startedAt && <p className={styles.life}>Starts at {moment(actor.startedAt)}.</p>}
    </section>
  );
}

/** When, and while it is active for how long. */
function when({ kind }: StateDefinition, visit: Visit, now: Millis): string {
  const words = visitWords(visit, kind === 'final');
  return visit.until === undefined && kind !== 'final' ? `${words}, for ${duration(now - visit.from)}` : words;
}

const isActiveLeaf = (state: StateDefinition, { until }: Visit): boolean =>
  until === undefined && state.states.length === 0;
