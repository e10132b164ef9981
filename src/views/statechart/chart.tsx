import { useId, useMemo, useState } from 'react';
import type { Millis } from '../../trace/trace.ts';
import type { Size } from '../size.ts';
import type { ChartProgress } from './chart-progress.ts';
import { worthSeeing } from './chart-view.ts';
import { ExitMark, type Ink, inkOf } from './exit-mark.tsx';
import { metrics } from './metrics.ts';
import type { ChartLayout, PlacedState } from './placed.ts';
import { StateMark } from './state-mark.tsx';
import styles from './statechart.module.css';
import { useChartZoom } from './use-chart-zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

interface ChartProps {
  readonly name: string;
  readonly layout: ChartLayout;
  readonly progress: ChartProgress;
  readonly now: Millis;
  readonly size: Size;
  readonly stopped: boolean;
  /** Paths of the states that refused. */
  readonly refused: ReadonlySet<string>;
  /** In words, for those who do not see it. */
  readonly says: string;
  readonly onPoint: (path: string | undefined) => void;
  readonly onFold: (path: string) => void;
}

const inks: readonly Ink[] = ['possible', 'perhaps', 'coming', 'taken', 'latest'];

/** The machine as it is defined, lit by what one actor has done. One stop for the Tab key, arrows inside. */
export function Chart(props: ChartProps) {
  const { name, layout, progress, now, size, stopped, refused, says, onPoint, onFold } = props;
  const id = useId();
  const [current, setCurrent] = useState<string>();
  const [focused, setFocused] = useState(false);
  const active = useMemo(() => visibleState(layout, progress.active), [layout, progress.active]);
  const worth = useMemo(
    () => worthSeeing(layout, size, active, { visited: new Set(progress.visits.keys()), refused }),
    [layout, size, active, progress, refused],
  );
  const chart = useChartZoom(layout, size, active, worth);
  const inOrder = useMemo(() => layout.states.toSorted((a, b) => a.y - b.y || a.x - b.x), [layout]);
  const place = inOrder.findIndex(({ state }) => state.path === (current ?? active?.state.path));
  const here = inOrder[Math.max(place, 0)];

  const goTo = (to: PlacedState | undefined) => {
    if (!to) return;
    setCurrent(to.state.path);
    onPoint(to.state.path);
    // Of a frame, its head: its middle may be far from it.
    chart.show(to.open ? { ...to, width: metrics.header, height: metrics.header } : to);
  };
  const press = (event: React.KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys(event.key, { chart, inOrder, place: Math.max(place, 0), here, goTo, onFold });
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const { x, y, k } = chart.view;
  return (
    <>
      <div
        className={styles.drawing}
        role="tree"
        tabIndex={0}
        aria-label={`Statechart of ${name}. ${says}`}
        aria-activedescendant={here && `${id}${here.state.path}`}
        onKeyDown={press}
        onFocus={(event) => setFocused(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => {
          setFocused(false);
          setCurrent(undefined);
          onPoint(undefined);
        }}
      >
        <svg
          ref={chart.attach}
          className={styles.chart}
          data-stopped={stopped}
          width={size.width}
          height={size.height}
          role="presentation"
        >
          <g transform={`translate(${x},${y}) scale(${k})`}>
            {layout.states.toSorted(outerFirst).map((placed) => (
              <StateMark
                key={placed.state.path}
                id={`${id}${placed.state.path}`}
                placed={placed}
                progress={progress}
                now={now}
                level={placed.state.path.split('.').length}
                refused={refused.has(placed.state.path)}
                current={focused && placed === here}
                onPoint={onPoint}
                onFold={onFold}
              />
            ))}
            <g>
              {inks.map((ink) =>
                layout.exits
                  .filter((exit) => inkOf(exit, progress) === ink)
                  .map((exit) => <ExitMark key={exit.id} placed={exit} ink={ink} />),
              )}
            </g>
          </g>
        </svg>
      </div>
      <ZoomButtons zoom={chart} />
    </>
  );
}

/** Frames lie behind what they hold. */
const outerFirst = (a: PlacedState, b: PlacedState): number =>
  a.state.path.split('.').length - b.state.path.split('.').length;

/** The state itself, or the folded one that hides it. */
function visibleState({ states }: ChartLayout, path: string | undefined): PlacedState | undefined {
  if (path === undefined) return undefined;
  const around = states.filter(({ state }) => path === state.path || path.startsWith(`${state.path}.`));
  return around.toSorted(outerFirst).at(-1);
}

interface KeyScene {
  readonly chart: ReturnType<typeof useChartZoom>;
  readonly inOrder: readonly PlacedState[];
  readonly place: number;
  readonly here: PlacedState | undefined;
  readonly goTo: (to: PlacedState | undefined) => void;
  readonly onFold: (path: string) => void;
}

function keys(key: string, { chart, inOrder, place, here, goTo, onFold }: KeyScene): (() => void) | undefined {
  switch (key) {
    case '+':
    case '=':
      return () => chart.by(1.25);
    case '-':
      return () => chart.by(0.8);
    case '0':
      return chart.rest;
    case 'ArrowDown':
      return () => goTo(inOrder[Math.min(place + 1, inOrder.length - 1)]);
    case 'ArrowUp':
      return () => goTo(inOrder[Math.max(place - 1, 0)]);
    case 'Home':
      return () => goTo(inOrder[0]);
    case 'End':
      return () => goTo(inOrder.at(-1));
    default:
      return foldKey(key, here, onFold);
  }
}

/** Enter and Space turn a state around others over; the arrows open and close it, as in any tree. */
function foldKey(key: string, here: PlacedState | undefined, onFold: (path: string) => void): (() => void) | undefined {
  if (!here) return undefined;
  const { state, open, folded } = here;
  if (key === 'Enter' || key === ' ') return state.states.length > 0 ? () => onFold(state.path) : () => undefined;
  if (key === 'ArrowRight') return folded ? () => onFold(state.path) : () => undefined;
  if (key === 'ArrowLeft') return open ? () => onFold(state.path) : () => undefined;
  return undefined;
}
