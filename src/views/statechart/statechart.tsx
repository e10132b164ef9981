import { useMemo, useState } from 'react';
import type { Story } from '../../story/tell.ts';
import type { ChartDefinition } from '../../trace/chart-definition.ts';
import type { Frame } from '../../trace/frame.ts';
import type { EntryId, Millis } from '../../trace/trace.ts';
import type { Size } from '../size.ts';
import { type ChartName, chartNames } from './chart-names.ts';
import { ChartPane } from './chart-pane.tsx';
import { chartOfMessage, defaultChart, type Side, sideOf } from './default-charts.ts';
import styles from './statechart.module.css';

interface StatechartProps {
  readonly story: Story;
  readonly frame: Frame;
  readonly size: Size;
  /** The machines by name; undefined until they are there. */
  readonly charts: Readonly<Record<string, ChartDefinition>> | undefined;
  /** The message that is selected elsewhere: its receiver's chart is shown. */
  readonly selected?: EntryId | undefined;
  readonly onJump?: ((at: Millis) => void) | undefined;
}

/** From this width on, an API request and another process stand side by side. */
const pairWidth = 1100;

/** What a person chose, by side, and on which side last. */
interface Chosen {
  readonly of: Story;
  readonly selected: EntryId | undefined;
  readonly request?: ChartName;
  readonly process?: ChartName;
  readonly last?: Side;
}

/** The statecharts that run, as they are defined, lit by the trace. */
export default function Statechart({ story, frame, size, charts, selected, onJump }: StatechartProps) {
  const names = useMemo(() => chartNames(story), [story]);
  const [kept, setChosen] = useState<Chosen>({ of: story, selected: undefined });
  const chosen = followed(kept, story, names, selected);
  if (chosen !== kept) setChosen(chosen);
  if (names.length === 0) return <p className={styles.empty}>This run has no statecharts.</p>;
  if (!charts) return null;
  const shown: Readonly<Record<Side, ChartName | undefined>> = {
    request: chosen.request ?? defaultChart('request', story, names),
    process: chosen.process ?? defaultChart('process', story, names),
  };
  const worker = shown.process?.actor.machine === 'kubelet-pod-worker';
  const front = chosen.last ?? (worker || !shown.request ? 'process' : 'request');
  const sides: readonly Side[] = size.width >= pairWidth ? ['request', 'process'] : [front];
  const panes = sides.filter((side) => charts[shown[side]?.actor.machine ?? ''] !== undefined);
  if (panes.length === 0) return <p className={styles.empty}>No machine of this run is known.</p>;
  return (
    <div className={styles.statechart}>
      {panes.map((side, i) => {
        const name = shown[side];
        const definition = charts[name?.actor.machine ?? ''];
        if (!name || !definition) return null;
        const width = Math.floor((size.width - (panes.length - 1)) / panes.length);
        return (
          <ChartPane
            key={panes.length === 1 ? 'alone' : side}
            story={story}
            names={names}
            name={name}
            definition={definition}
            now={frame.at}
            size={{ width: i === 0 ? size.width - (panes.length - 1) * (width + 1) : width, height: size.height }}
            onChoose={(next) => setChosen({ ...chosen, [sideOf(next)]: next, last: sideOf(next) })}
            onJump={onJump}
          />
        );
      })}
    </div>
  );
}

/** Another run forgets the choice if it has no such chart; a newly selected message brings its receiver. */
function followed(kept: Chosen, story: Story, names: readonly ChartName[], selected: EntryId | undefined): Chosen {
  if (kept.of === story && kept.selected === selected) return kept;
  const again = (name: ChartName | undefined) => name && names.find(({ key }) => key === name.key);
  const [request, process] = [again(kept.request), again(kept.process)];
  const stays: Chosen = {
    of: story,
    selected,
    ...(request ? { request } : {}),
    ...(process ? { process } : {}),
    ...(kept.last === undefined ? {} : { last: kept.last }),
  };
  const brought = selected === undefined ? undefined : chartOfMessage(story, names, selected);
  return brought ? { ...stays, [sideOf(brought)]: brought, last: sideOf(brought) } : stays;
}
