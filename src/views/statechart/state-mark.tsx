import { ChevronDown, ChevronRight } from 'lucide-react';
import { duration, plural } from '../../story/words.ts';
import type { Millis } from '../../trace/trace.ts';
import styles from './chart.module.css';
import type { ChartProgress, Visit } from './chart-progress.ts';
import { metrics } from './metrics.ts';
import type { PlacedState } from './placed.ts';
import { nextWords, visitWords } from './state-words.ts';
import { cutTo, textWidth } from './text-width.ts';

interface StateMarkProps {
  readonly id: string;
  readonly placed: PlacedState;
  readonly progress: ChartProgress;
  readonly now: Millis;
  readonly level: number;
  /** It refused what it was asked. */
  readonly refused: boolean;
  /** The keyboard is here. */
  readonly current: boolean;
  readonly onPoint: (path: string | undefined) => void;
  readonly onFold: (path: string) => void;
}

/** One state: a box, or a frame around its inner states. */
export function StateMark(props: StateMarkProps) {
  const { id, placed, progress, now, level, refused, current, onPoint, onFold } = props;
  const { state, x, y, width, height, open, initial } = placed;
  const visit = progress.visits.get(state.path);
  const words = secondLine(placed, progress, now);
  const compound = state.states.length > 0;
  const fold = compound ? () => onFold(state.path) : undefined;
  return (
    <g
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={level}
      aria-label={[state.name, words, refused ? 'refused' : ''].filter((part) => part !== '').join(', ')}
      aria-current={visit !== undefined && visit.until === undefined ? 'true' : undefined}
      aria-selected={current}
      aria-expanded={compound ? open : undefined}
      className={stateClass(placed, progress, refused)}
      onPointerEnter={() => onPoint(state.path)}
      onPointerLeave={() => onPoint(undefined)}
      onClick={fold}
    >
      {current && <rect className={styles.ring} x={x - 4} y={y - 4} width={width + 8} height={height + 8} rx="7" />}
      {initial && <Start x={x} y={open ? y + metrics.header / 2 : y + Math.min(height, metrics.box) / 2} />}
      <rect className={styles.box} x={x} y={y} width={width} height={height} rx={open ? 6 : 4} />
      {open && <path className={styles.header} d={`M${x},${y + metrics.header - 2}H${x + width}`} />}
      {open ? (
        <Header placed={placed} words={words} />
      ) : (
        <Words placed={placed} words={words} visit={visit} now={now} />
      )}
      {state.kind === 'final' && <End x={x + width - 18} y={y + height / 2} />}
      {refused && <Cross x={x + width - 16} y={y + 14} />}
    </g>
  );
}

function stateClass({ state, open }: PlacedState, progress: ChartProgress, refused: boolean): string {
  const visit = progress.visits.get(state.path);
  const lit = visit === undefined ? styles.possible : visit.until === undefined ? styles.active : styles.taken;
  return [styles.state, open ? styles.open : '', lit, refused ? styles.refused : '']
    .filter((name) => name !== '')
    .join(' ');
}

/** What is known of the state now, or what it would do. */
function secondLine({ state, width, open }: PlacedState, progress: ChartProgress, now: Millis): string {
  const visit = progress.visits.get(state.path);
  if (visit === undefined) return open ? '' : state.entry.join(', ');
  if (visit.until !== undefined || open || state.kind === 'final') return visitWords(visit, state.kind === 'final');
  const [what, when] = nextWords(progress.next, state.name, now);
  return cutTo(what, width - 18 - textWidth(when, 12), 12) + when;
}

function Header({ placed: { state, x, y }, words }: { readonly placed: PlacedState; readonly words: string }) {
  return (
    <>
      <ChevronDown x={x + 8} y={y + 6} size={14} aria-hidden="true" />
      <text className={styles.name} x={x + 28} y={y + 18}>
        {state.name}
      </text>
      <text x={x + 38 + textWidth(state.name, 13, true)} y={y + 18}>
        {words}
      </text>
    </>
  );
}

interface WordsProps {
  readonly placed: PlacedState;
  readonly words: string;
  readonly visit: Visit | undefined;
  readonly now: Millis;
}

function Words({ placed, words, visit, now }: WordsProps) {
  const { state, x, y, width, height, folded } = placed;
  const middle = y + height / 2;
  const left = x + (folded ? 28 : 10);
  const active = visit !== undefined && visit.until === undefined;
  const since = active ? `for ${duration(now - visit.from)}` : folded ? plural(state.states.length, 'state') : '';
  const fits = textWidth(state.name, 13, true) + textWidth(since, 12) + left - x + 22 < width;
  return (
    <>
      {folded && <ChevronRight x={x + 8} y={middle - 15} size={14} aria-hidden="true" />}
      <text className={styles.name} x={left} y={words === '' ? middle + 4.5 : middle - 3}>
        {state.name}
      </text>
      {fits && state.kind !== 'final' && (
        <text className={styles.since} x={x + width - 10} y={middle - 3}>
          {since}
        </text>
      )}
      {words !== '' && (
        <text x={left} y={middle + 13}>
          {cutTo(words, width - (left - x) - 8, 12)}
        </text>
      )}
    </>
  );
}

/** Here a chart, or the inside of a state, begins. */
function Start({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <>
      <circle className={styles.dot} cx={x - 17} cy={y} r="4" />
      <path className={styles.line} d={`M${x - 14},${y}H${x - 6}`} />
      <path className={styles.head} d={`M${x},${y}l-7,-3.5v7z`} />
    </>
  );
}

function End({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <>
      <circle className={styles.line} cx={x} cy={y} r="6" />
      <circle className={styles.dot} cx={x} cy={y} r="3" />
    </>
  );
}

function Cross({ x, y }: { readonly x: number; readonly y: number }) {
  return <path className={styles.cross} d={`M${x - 4},${y - 4}l8,8m0,-8l-8,8`} />;
}
