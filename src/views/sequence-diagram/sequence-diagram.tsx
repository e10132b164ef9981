import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState } from 'react';
import { longSentence } from '../../story/long-sentence.ts';
import { stopAt } from '../../story/stops.ts';
import { moment } from '../../story/words.ts';
import { countUpTo } from '../../trace/binary-search.ts';
import type { EntryId } from '../../trace/trace.ts';
import { activationsOf } from './activations.ts';
import { DiagramBody } from './diagram-body.tsx';
import { type SequenceDiagramProps, timesWidth } from './diagram-props.ts';
import { circlePlaces } from './gutter.tsx';
import { headHeight, LaneHead } from './lane-head.tsx';
import { lanesFor } from './lanes.ts';
import { cursorY, placeRows, rowsFor } from './rows.ts';
import styles from './sequence-diagram.module.css';

/** Who told whom what, in order. Rows to come have their place already. */
export const SequenceDiagram = memo(function SequenceDiagram(props: SequenceDiagramProps) {
  const { story, level, size, cursor, pacing, selected, followed, search } = props;
  const [unfolded, setUnfolded] = useState<ReadonlySet<EntryId>>(new Set());
  const [openNodes, setOpenNodes] = useState<ReadonlySet<string>>(new Set());
  const [scroll, setScroll] = useState(0);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = level === 'story' && size.height > 520 ? 31 : 24;
  const lanes = useMemo(
    () => lanesFor(story, level, openNodes, timesWidth, size.width - 10),
    [story, level, openNodes, size.width],
  );
  const layout = useMemo(
    () => placeRows(rowsFor(story, { level, unfolded, followed, search }), level, rowHeight),
    [story, level, unfolded, followed, search, rowHeight],
  );
  const bars = useMemo(() => activationsOf(story, layout, lanes), [story, layout, lanes]);
  const circles = useMemo(() => circlePlaces(story, layout), [story, layout]);
  const y = cursorY(layout, cursor, pacing.toViewing);
  const room = size.height - headHeight;
  const height = Math.max(room, (circles.at(-1)?.y ?? 0) + 24, layout.height + 40);

  useEffect(() => {
    const element = scroller.current;
    if (!element || height <= room) return;
    if (y < element.scrollTop + 30 || y > element.scrollTop + room - 50)
      element.scrollTop = Math.max(0, y - room * 0.45);
  }, [y, room, height]);

  const toggle = (id: EntryId) => setUnfolded((now) => toggled(now, id));
  const open = (id: EntryId) => (layout.byId.get(id)?.nesting.includes('folded') ? toggle(id) : props.onOpen(id));
  const press = (event: KeyboardEvent) => {
    const seen = countUpTo(layout.rows, cursor, ({ at }) => at);
    const place = layout.rows.findIndex(({ id }) => id === selected);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      const goal = place < 0 ? seen - 1 : Math.min(Math.max(place + step, 0), seen - 1);
      props.onSelect(layout.rows[goal]?.id);
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && selected !== undefined) open(selected);
  };
  const stop = stopAt(story.stops, cursor);
  const lit = useMemo(() => litLanes(stop, lanes), [stop, lanes]);
  const current = selected === undefined ? undefined : layout.byId.get(selected);
  return (
    <section className={styles.diagram} aria-label="Messages">
      <LaneHead
        lanes={lanes}
        lit={lit}
        width={size.width}
        onFold={(id) => setOpenNodes((now) => toggled(now, id.replace('node:', '')))}
      />
      {/* biome-ignore-start lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a drawn list, moved through by arrow keys */}
      <div
        ref={scroller}
        className={styles.scroller}
        style={{ height: room }}
        tabIndex={0}
        role="group"
        aria-label="Messages in order"
        onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
        onKeyDown={press}
      >
        {/* biome-ignore-end lint/a11y/useSemanticElements lint/a11y/noNoninteractiveTabindex: a drawn list, moved through by arrow keys */}
        <div style={{ height }}>
          <DiagramBody
            {...props}
            lanes={lanes}
            layout={layout}
            bars={bars}
            circles={circles}
            stop={stop}
            lit={lit}
            scroll={Math.min(scroll, Math.max(0, height - room))}
            room={room}
            cursorY={y}
            onRow={(id) => (selected === id ? open(id) : props.onSelect(id))}
            onToggle={toggle}
          />
        </div>
        <span className="visually-hidden" aria-live="polite">
          {current ? `${moment(current.at)}: ${longSentence(story.index, current.told.message)}` : ''}
        </span>
      </div>
      {layout.rows.length === 0 && (
        <p className={styles.none}>
          {search || followed ? 'No message of this run matches.' : 'No message in this run.'}
        </p>
      )}
    </section>
  );
});

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

function litLanes(stop: ReturnType<typeof stopAt>, lanes: ReturnType<typeof lanesFor>): ReadonlySet<string> {
  const ends = (stop?.messages ?? []).flatMap(({ message }) => [
    lanes.columnOf(message.from)?.id,
    lanes.columnOf(message.to)?.id,
  ]);
  return new Set(ends.filter((id) => id !== undefined));
}
