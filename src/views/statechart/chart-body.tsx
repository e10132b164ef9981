import { useMemo, useState } from 'react';
import { countUpTo } from '../../trace/binary-search.ts';
import type { ChartDefinition, StateDefinition } from '../../trace/chart-definition.ts';
import { type ChartRoutes, chartRoutes } from '../../trace/chart-route.ts';
import type { Millis } from '../../trace/trace.ts';
import type { TraceIndex } from '../../trace/trace-index.ts';
import type { Size } from '../size.ts';
import { actorLife } from './actor-life.ts';
import { Chart } from './chart.tsx';
import { layoutOf } from './chart-cache.ts';
import type { ChartName } from './chart-names.ts';
import { type ChartProgress, chartProgress, refusedStates } from './chart-progress.ts';
import { StateDetail } from './state-detail.tsx';
import { nextWords, stateWords, visitWords } from './state-words.ts';
import styles from './statechart.module.css';
import { TakenList } from './taken-list.tsx';

interface BodyProps {
  readonly index: TraceIndex;
  readonly name: ChartName;
  readonly definition: ChartDefinition;
  readonly now: Millis;
  readonly size: Size;
  readonly onJump: ((at: Millis) => void) | undefined;
}

/** Words stand at the right of a chart if it loses nothing by that, else below it. */
const sideWidth = 216;
const leastBeside = 480;

/** The chart of one actor, what is known of its states, and the transitions it took. */
export function ChartBody({ index, name, definition, now, size, onJump }: BodyProps) {
  const { actor } = name;
  const routes = useMemo(() => chartRoutes(definition), [definition]);
  const { transitions, decisions } = useMemo(() => actorLife(index, actor), [index, actor]);
  const count = countUpTo(transitions, now, (each) => each.at);
  const progress = useMemo(() => chartProgress(routes, transitions, count), [routes, transitions, count]);
  const ever = useMemo(() => chartProgress(routes, transitions, transitions.length).visits, [routes, transitions]);
  const [turned, setTurned] = useState<readonly string[]>([]);
  // What this actor never enters is folded; a person may turn each one over.
  const folded = useMemo(
    () => compoundsOf(definition.root).filter((path) => ever.has(path) === turned.includes(path)),
    [definition, ever, turned],
  );
  const [pointed, setPointed] = useState<string>();
  const refused = useMemo(() => refusedStates(progress, decisions, now), [progress, decisions, now]);
  const stopped = actor.stoppedAt !== undefined && actor.stoppedAt <= now;
  // Of what has stopped, the reason is told rather than the end.
  const path = pointed ?? (stopped ? [...refused].at(-1) : undefined) ?? progress.active ?? '';
  const layout = layoutOf(definition, folded);
  const beside = size.width >= Math.max(layout.width, leastBeside) + sideWidth;
  const foot = size.height < 340 ? 62 : 88;
  const width = beside ? size.width - sideWidth : size.width;
  const height = beside ? size.height : size.height - foot;
  const room = useMemo(() => ({ width, height }), [width, height]);
  return (
    <div className={styles.body} data-beside={beside}>
      <Chart
        name={name.label}
        layout={layout}
        progress={progress}
        now={now}
        size={room}
        stopped={stopped}
        refused={refused}
        says={inWords(routes, progress, now)}
        onPoint={setPointed}
        onFold={(one) => setTurned((all) => (all.includes(one) ? all.filter((each) => each !== one) : [...all, one]))}
      />
      <div className={styles.foot} style={beside ? { width: sideWidth } : { height: foot }}>
        <StateDetail
          actor={actor}
          state={path === '' ? undefined : routes.states.get(path)}
          progress={progress}
          decisions={decisions}
          now={now}
        />
        <TakenList states={routes.states} done={progress.done} onJump={onJump} />
      </div>
    </div>
  );
}

const compoundsOf = (state: StateDefinition): readonly string[] =>
  state.states.flatMap((child) => (child.states.length > 0 ? [child.path, ...compoundsOf(child)] : []));

/** The chart for those who do not see it: where it is, what comes, how it came there. */
function inWords({ states }: ChartRoutes, { active, visits, done, next }: ChartProgress, now: Millis): string {
  if (active === undefined) return 'It has not begun.';
  const visit = visits.get(active);
  const last = done.slice(-3).map(({ event, to }) => `${event} to ${stateWords(states, to)}`);
  const name = stateWords(states, active);
  const facts = [name, visit ? visitWords(visit) : '', nextWords(next, name, now).join('')];
  return `Active: ${facts.join(', ')}. ${done.length} transitions taken, the last: ${last.join('; ')}.`;
}
