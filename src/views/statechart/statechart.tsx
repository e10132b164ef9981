import { line } from 'd3';
import { useEffect, useMemo, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import { duration } from '../../story/words.ts';
import type { Frame } from '../../trace/frame.ts';
import type { Actor } from '../../trace/trace.ts';
import type { Size } from '../size.ts';
import { type ChartProgress, chartGraph, chartProgress } from './chart-graph.ts';
import { type ChartLayout, layoutChart } from './chart-layout.ts';
import styles from './statechart.module.css';

interface StatechartProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly size: Size;
}

const mostOffered = 400;

/** The statechart of one process, lit by the trace. */
export default function Statechart({ story, frame, size }: StatechartProps) {
  const { actors } = story.index.trace;
  const [chosen, setChosen] = useState<string>();
  const [layout, setLayout] = useState<ChartLayout>();
  const actor = actors.find(({ address }) => address === chosen) ?? firstChoice(actors);
  const machine = actor?.machine;
  const graph = useMemo(() => (machine === undefined ? undefined : chartGraph(story.index, machine)), [story, machine]);
  useEffect(() => {
    let wanted = true;
    if (graph) void layoutChart(graph).then((placed) => wanted && setLayout(placed));
    return () => {
      wanted = false;
    };
  }, [graph]);
  if (!actor) return <p className={styles.empty}>This run has no statecharts.</p>;
  const progress = chartProgress(frame, actor);
  return (
    <div className={styles.statechart}>
      <label className={styles.choice}>
        Statechart of
        <select value={actor.address} onChange={(event) => setChosen(event.currentTarget.value)}>
          {[...new Set(actors.map((each) => each.machine))].map((name) => (
            <optgroup key={name} label={name}>
              {actors
                .filter((each) => each.machine === name)
                .slice(0, mostOffered)
                .map(({ address, startedAt }) => (
                  <option key={`${address}@${startedAt}`} value={address}>
                    {address}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {layout && <Chart layout={layout} progress={progress} at={frame.at} width={size.width} />}
    </div>
  );
}

/** A Pod's worker if there is one: the chart that people ask about. */
function firstChoice(actors: readonly Actor[]): Actor | undefined {
  return actors.find(({ address }) => /\/kubelet\/[^/]+\/[^/]+$/.test(address)) ?? actors[0];
}

const path = line();

interface ChartProps {
  readonly layout: ChartLayout;
  readonly progress: ChartProgress;
  readonly at: number;
  readonly width: number;
}

function Chart({ layout, progress, at, width }: ChartProps) {
  const margin = 20;
  return (
    <svg
      className={styles.chart}
      width={Math.max(width - 20, layout.width + 2 * margin)}
      height={layout.height + 2 * margin}
      role="img"
      aria-label={`Statechart, now in ${progress.active ?? 'no state'}`}
    >
      <g transform={`translate(${Math.max(margin, (width - layout.width) / 2)},${margin})`}>
        {layout.edges.map(({ id, points, event, label }) => (
          <g key={id} className={progress.taken.has(id) ? styles.taken : styles.possible}>
            <path className={styles.edge} d={path(points.map(([x, y]) => [x, y])) ?? ''} />
            <path className={styles.arrow} d={arrowHead(points)} />
            <text x={label[0]} y={label[1]}>
              {event}
            </text>
          </g>
        ))}
        {layout.states.map(({ name, x, y, width: w, height }) => (
          <g
            key={name}
            className={
              name === progress.active ? styles.active : progress.entered.has(name) ? styles.taken : styles.possible
            }
          >
            <rect className={styles.state} x={x} y={y} width={w} height={height} rx="4" />
            <text className={styles.name} x={x + w / 2} y={y + height / 2 + 4.5}>
              {name}
            </text>
            {name === progress.active && progress.since !== undefined && (
              <text className={styles.since} x={x + w + 6} y={y + height / 2 + 4}>
                for {duration(at - progress.since)}
              </text>
            )}
          </g>
        ))}
      </g>
    </svg>
  );
}

function arrowHead(points: readonly (readonly [number, number])[]): string {
  const tip = points.at(-1);
  const before = points.at(-2);
  if (!tip || !before) return '';
  const length = Math.hypot(tip[0] - before[0], tip[1] - before[1]) || 1;
  const [dx, dy] = [(tip[0] - before[0]) / length, (tip[1] - before[1]) / length];
  const [bx, by] = [tip[0] - dx * 8, tip[1] - dy * 8];
  return `M${tip[0]},${tip[1]}L${bx - dy * 4},${by + dx * 4}L${bx + dy * 4},${by - dx * 4}Z`;
}
