import { type KeyboardEvent, memo, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import { longSentence } from '../../story/long-sentence.ts';
import { stopAt } from '../../story/stops.ts';
import { moment } from '../../story/words.ts';
import { countUpTo } from '../../trace/binary-search.ts';
import type { EntryId, Message } from '../../trace/trace.ts';
import { activationsOf } from './activations.ts';
import { DiagramBody } from './diagram-body.tsx';
import { type SequenceDiagramProps, timesWidth } from './diagram-props.ts';
import { circlePlaces } from './gutter.tsx';
import { headHeight, LaneHead } from './lane-head.tsx';
import { type Lanes, lanesFor } from './lanes.ts';
import { cursorY, placeRows, rowsFor } from './rows.ts';
import styles from './sequence-diagram.module.css';
import { usePan, useZoom } from './zoom.ts';
import { ZoomButtons } from './zoom-buttons.tsx';

/** Below this width, in px, names of lanes would touch each other even with some folded: a phone pans instead. */
const leastWidth = 550;

/** Who told whom what, in order. Rows to come have their place already. */
export const SequenceDiagram = memo(function SequenceDiagram(props: SequenceDiagramProps) {
  const { story, level, size, cursor, pacing, selected, followed, search, lane } = props;
  const [unfolded, setUnfolded] = useState<ReadonlySet<EntryId>>(new Set());
  const [folds, setFolds] = useState<ReadonlySet<string>>(new Set());
  const [scroll, setScroll] = useState({ x: 0, y: 0 });
  const scroller = useRef<HTMLDivElement>(null);
  const zoom = useZoom(scroller);
  usePan(scroller);
  const rowHeight = Math.round((level === 'story' && size.height > 520 ? 31 : 24) * zoom.zoom);
  const width = Math.max(Math.round(size.width * Math.max(1, zoom.zoom)), leastWidth);
  const lanes = useMemo(() => lanesFor(story, level, folds, timesWidth, width - 10), [story, level, folds, width]);
  const layout = useMemo(
    () =>
      placeRows(
        rowsFor(story, { level, unfolded, followed, search, touches: touching(lanes, lane) }),
        level,
        rowHeight,
      ),
    [story, level, unfolded, followed, search, lanes, lane, rowHeight],
  );
  const bars = useMemo(() => activationsOf(story, layout, lanes), [story, layout, lanes]);
  const filtered = followed !== undefined || lane !== undefined || search !== '';
  const circles = useMemo(() => circlePlaces(story, layout, filtered), [story, layout, filtered]);
  const y = cursorY(layout, cursor, pacing.toViewing);
  const room = size.height - headHeight;
  const height = Math.max(room, (circles.at(-1)?.y ?? 0) + 24, layout.height + 40);
  const current = selected === undefined ? undefined : layout.rowOf(selected);
  useInSight(scroller, y, room, height);
  useInSight(scroller, current?.y, room, height);

  const toggle = (id: EntryId) => setUnfolded((now) => toggled(now, id));
  const open = (id: EntryId) => (layout.byId.get(id)?.nesting.includes('folded') ? toggle(id) : props.onOpen(id));
  const press = (event: KeyboardEvent) => {
    const seen = countUpTo(layout.rows, cursor, ({ at }) => at);
    const place = current ? layout.rows.indexOf(current) : -1;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const goal = place < 0 ? seen - 1 : Math.min(Math.max(place + step, 0), seen - 1);
      props.onSelect(layout.rows[goal]?.id);
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && current) open(current.id);
  };
  const stop = stopAt(story.stops, cursor);
  const lit = useMemo(() => litLanes(stop, lanes), [stop, lanes]);
  const panned = Math.min(scroll.x, Math.max(0, width - size.width));
  return (
    <section className={styles.diagram} aria-label="Messages">
      <LaneHead
        lanes={lanes}
        lit={lit}
        width={size.width}
        panned={panned}
        from={timesWidth}
        only={lane}
        onFold={(group) => setFolds((now) => toggled(now, group))}
        onLane={props.onLane}
      />
      <ZoomButtons zoom={zoom} />
      {/* biome-ignore-start lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a drawn list, moved through by arrow keys */}
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height: room }}
        tabIndex={0}
        role="group"
        aria-label="Messages in order"
        onScroll={({ currentTarget: { scrollLeft, scrollTop } }) => setScroll({ x: scrollLeft, y: scrollTop })}
        onKeyDown={press}
      >
        {/* biome-ignore-end lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a drawn list, moved through by arrow keys */}
        <div style={{ height, width }}>
          <DiagramBody
            {...props}
            lanes={lanes}
            layout={layout}
            bars={bars}
            circles={circles}
            stop={stop}
            lit={lit}
            scroll={Math.min(scroll.y, Math.max(0, height - room))}
            panned={panned}
            width={width}
            room={room}
            cursorY={y}
            chosen={current}
            onRow={(id) => (current?.id === id ? open(id) : props.onSelect(id))}
          />
        </div>
        <span className="visually-hidden" aria-live="polite">
          {current ? `${moment(current.at)}: ${longSentence(story.index, current.told.message)}` : ''}
        </span>
      </div>
      {layout.rows.length === 0 && (
        <p className={styles.none}>
          {search || followed || lane ? 'No message of this run matches.' : 'No message in this run.'}
        </p>
      )}
    </section>
  );
});

/** Scrolls a row into sight when its place changes. */
function useInSight(
  scroller: RefObject<HTMLDivElement | null>,
  y: number | undefined,
  room: number,
  height: number,
): void {
  useEffect(() => {
    const element = scroller.current;
    if (!element || y === undefined || height <= room) return;
    if (y < element.scrollTop + 30 || y > element.scrollTop + room - 50)
      element.scrollTop = Math.max(0, y - room * 0.45);
  }, [scroller, y, room, height]);
}

/** Whether a message begins or ends in the lane, or in the one that stands for it where nodes are drawn as one. */
function touching(lanes: Lanes, lane: string | undefined): ((message: Message) => boolean) | undefined {
  if (lane === undefined) return undefined;
  const process = lane.slice(lane.lastIndexOf('/') + 1);
  const here =
    lanes.columns.find(({ id }) => id === lane) ?? lanes.columns.find(({ id }) => id.endsWith(`/${process}`));
  if (!here) return undefined;
  return ({ from, to }) => lanes.columnOf(from)?.id === here.id || lanes.columnOf(to)?.id === here.id;
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

function litLanes(stop: ReturnType<typeof stopAt>, lanes: Lanes): ReadonlySet<string> {
  const ends = (stop?.messages ?? []).flatMap(({ message }) => [
    lanes.columnOf(message.from)?.id,
    lanes.columnOf(message.to)?.id,
  ]);
  return new Set(ends.filter((id) => id !== undefined));
}
