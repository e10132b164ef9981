import { useId, useMemo, useState } from 'react';
import type { Millis } from '../../trace/trace.ts';
import type { Size } from '../size.ts';
import styles from './chart.module.css';
import { chartKey } from './chart-key.ts';
import type { ChartProgress } from './chart-progress.ts';
import { worthSeeing } from './chart-view.ts';
import { ExitMark, type Ink, inkOf } from './exit-mark.tsx';
import { metrics } from './metrics.ts';
import type { ChartLayout, PlacedState } from './placed.ts';
import { StateMark } from './state-mark.tsx';
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

const inks: readonly Ink[] = ['possible', 'coming', 'taken', 'latest'];

/** The machine as it is defined, lit by what one actor has done. One stop for the Tab key, arrows inside. */
export function Chart(props: ChartProps) {
  const { name, layout, progress, size, stopped, refused, says, onPoint, onFold } = props;
  const id = useId();
  const [current, setCurrent] = useState<string>();
  const [focused, setFocused] = useState(false);
  const active = useMemo(() => visibleState(layout, progress.active), [layout, progress.active]);
  const worth = useMemo(
    () => worthSeeing(layout, size, active, { visited: new Set(progress.visits.keys()), refused }),
    [layout, size, active, progress, refused],
  );
  const chart = useChartZoom(layout, size, active, worth);
  const inOrder = useMemo(() => layout.states.toSorted(fromAbove), [layout]);
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
    const act = chartKey(event.key, { chart, inOrder, place: Math.max(place, 0), here, goTo, onFold });
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
        aria-activedescendant={here && idOf(id, here)}
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
            <Marks {...props} id={id} current={focused ? here : undefined} />
          </g>
        </svg>
      </div>
      <ZoomButtons zoom={chart} />
    </>
  );
}

interface MarksProps extends Pick<ChartProps, 'layout' | 'progress' | 'now' | 'refused' | 'onPoint' | 'onFold'> {
  readonly id: string;
  /** Where the keyboard is. */
  readonly current: PlacedState | undefined;
}

/** States, and over them the ways out: the loudest last. */
function Marks({ id, layout, progress, now, refused, current, onPoint, onFold }: MarksProps) {
  return (
    <>
      {layout.states.toSorted(fromAbove).map((placed) => (
        <StateMark
          key={placed.state.path}
          id={idOf(id, placed)}
          placed={placed}
          progress={progress}
          now={now}
          level={placed.state.path.split('.').length}
          refused={refused.has(placed.state.path)}
          current={placed === current}
          onPoint={onPoint}
          onFold={onFold}
        />
      ))}
      {inks.map((ink) =>
        layout.exits
          .filter((exit) => inkOf(exit, progress) === ink)
          .map((exit) => <ExitMark key={exit.id} placed={exit} ink={ink} />),
      )}
    </>
  );
}

/** A frame comes before what it holds, and so lies behind it. */
const fromAbove = (a: PlacedState, b: PlacedState): number => a.y - b.y || a.x - b.x;

/** Names of states have spaces, ids of elements may not. */
const idOf = (chart: string, { state }: PlacedState): string => `${chart}${state.path.replaceAll(' ', '_')}`;

/** The state itself, or the folded one that hides it. */
function visibleState({ states }: ChartLayout, path: string | undefined): PlacedState | undefined {
  if (path === undefined) return undefined;
  const around = states.filter(({ state }) => path === state.path || path.startsWith(`${state.path}.`));
  return around.toSorted(fromAbove).at(-1);
}
