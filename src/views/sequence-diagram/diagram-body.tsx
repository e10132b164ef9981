import { useMemo } from 'react';
import { shareOfFlight, showingAt } from '../../story/pacing.ts';
import type { StepNumber } from '../../story/steps.ts';
import type { Stop } from '../../story/stops.ts';
import { moment } from '../../story/words.ts';
import { countUpTo } from '../../trace/binary-search.ts';
import { causesOf, effectsOf } from '../../trace/causality.ts';
import type { EntryId } from '../../trace/trace.ts';
import { circleState } from '../rail/rail.tsx';
import type { Activation } from './activations.ts';
import { type SequenceDiagramProps, timesWidth } from './diagram-props.ts';
import { type circlePlaces, Gutter } from './gutter.tsx';
import type { Lanes } from './lanes.ts';
import { type RowInk, RowMark } from './row-mark.tsx';
import { leastForText, type PlacedRow, type RowLayout } from './rows.ts';
import styles from './sequence-diagram.module.css';

interface DiagramBodyProps extends SequenceDiagramProps {
  readonly lanes: Lanes;
  readonly layout: RowLayout;
  readonly bars: readonly Activation[];
  readonly circles: ReturnType<typeof circlePlaces>;
  readonly stop: Stop | undefined;
  readonly lit: ReadonlySet<string>;
  readonly scroll: number;
  /** How far it is panned to the right, in px. */
  readonly panned: number;
  /** Width of the lanes, in px; more than the panel's when zoomed in. */
  readonly width: number;
  readonly room: number;
  readonly cursorY: number;
  /** The row of what is selected. */
  readonly chosen: PlacedRow | undefined;
  readonly onRow: (id: EntryId) => void;
}

/** What of the diagram is in sight, at the cursor. Lanes and arrows are panned; times, steps and cursor stay. */
export function DiagramBody(props: DiagramBodyProps) {
  const { story, layout, lanes, bars, cursor, scroll, panned, room, size, stop, circles } = props;
  // What is only about to be sent at the cursor belongs to the step to come.
  const visible = visibleRows(layout, scroll, room).filter(({ at }) => at < cursor);
  const related = useRelated(props);
  return (
    <svg className={styles.body} width={size.width} height={room} role="presentation">
      <g transform={`translate(0,${-scroll})`}>
        <Band stop={stop} layout={layout} width={size.width} cursorY={props.cursorY} />
        {props.chosen && <Chosen row={props.chosen} rowHeight={layout.rowHeight} width={size.width} />}
        <clipPath id="lanes-in-sight">
          <rect x={timesWidth - 6} y={scroll} width={size.width} height={room} />
        </clipPath>
        <g clipPath={panned > 0 ? 'url(#lanes-in-sight)' : undefined}>
          <g transform={`translate(${-panned},0)`}>
            <Lifelines lanes={lanes} lit={props.lit} scroll={scroll} room={room} />
            {bars
              .filter(({ at, from, to }) => at <= cursor && to > scroll - 50 && from < scroll + room + 50)
              .map(({ x, from, to, endsAt }) => (
                <rect
                  key={`${x}/${from}`}
                  className={styles.activation}
                  x={x - 5}
                  y={from}
                  width="10"
                  height={Math.max(4, (endsAt > cursor ? Math.min(to, Math.max(props.cursorY, from + 4)) : to) - from)}
                />
              ))}
            {visible.map((row) => (
              <Row key={row.id} {...props} row={row} ink={inkOf(row, props, related)} />
            ))}
          </g>
        </g>
        {visible.map((row) => (
          <RowTime
            key={row.id}
            row={row}
            chosen={row === props.chosen}
            rowHeight={layout.rowHeight}
            right={size.width - 8}
          />
        ))}
        <Gutter
          places={circles}
          stateOf={(number: StepNumber) => circleState(story, number, stop, cursor, story.present.has(number))}
        />
        <path className={styles.cursorLine} d={`M0,${props.cursorY}H${size.width}`} />
        <g transform={`translate(${size.width - 72},${props.cursorY})`}>
          <rect className={styles.cursorTag} width="72" height="18" />
          <text className={styles.cursorTime} x="36" y="13">
            {moment(cursor)}
          </text>
        </g>
      </g>
    </svg>
  );
}

function Lifelines({ lanes, lit, scroll, room }: Pick<DiagramBodyProps, 'lanes' | 'lit' | 'scroll' | 'room'>) {
  return lanes.columns.map(({ id, x, width, folded }) =>
    folded ? (
      <rect key={id} className={styles.foldedLane} x={x - width / 2 + 2} width={width - 4} y={scroll} height={room} />
    ) : (
      <path
        key={id}
        className={lit.has(id) ? styles.lifelineLit : styles.lifeline}
        d={`M${x},${scroll}V${scroll + room}`}
      />
    ),
  );
}

/** The ground of the row that is selected. */
function Chosen({
  row,
  rowHeight,
  width,
}: {
  readonly row: PlacedRow;
  readonly rowHeight: number;
  readonly width: number;
}) {
  return (
    <>
      <rect className={styles.selectedRow} x="36" y={row.y} width={width - 36} height={rowHeight} />
      <rect className={styles.selectedBar} x="36" y={row.y} width="3" height={rowHeight} />
    </>
  );
}

function visibleRows({ rows }: RowLayout, scroll: number, room: number): readonly PlacedRow[] {
  const from = countUpTo(rows, scroll - 80, ({ y }) => y);
  const to = countUpTo(rows, scroll + room + 40, ({ y }) => y);
  return rows.slice(from, to);
}

/** The selected message, its causes and its effects keep full ink. */
function useRelated({ story, selected }: DiagramBodyProps): ReadonlySet<EntryId> | undefined {
  return useMemo(() => {
    if (selected === undefined) return undefined;
    const entries = [...causesOf(story.index, selected), ...effectsOf(story.index, selected)];
    return new Set(entries.map(({ value }) => value.id));
  }, [story, selected]);
}

function inkOf(
  row: PlacedRow,
  { cursor, chosen, stop, dim, level }: DiagramBodyProps,
  related: ReadonlySet<EntryId> | undefined,
): RowInk {
  if (row === chosen) return 'selected';
  if (related) return row.all.some(({ message }) => related.has(message.id)) ? 'plain' : 'dim';
  if (row.until > cursor) return 'flying';
  if (!dim || level !== 'story') return 'plain';
  return stop && row.at >= stop.from - 1e-6 ? 'plain' : 'dim';
}

function Row({ row, ink, ...props }: DiagramBodyProps & { readonly row: PlacedRow; readonly ink: RowInk }) {
  const { lanes, layout, cursor, pacing, width, onRow } = props;
  const from = lanes.columnOf(row.told.message.from);
  const to = lanes.columnOf(row.told.message.to);
  if (!from || !to) return null;
  const { rowHeight } = layout;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys are handled by the list
    <g className={styles.row} onClick={() => onRow(row.id)} onDoubleClick={() => props.onOpen(row.id)}>
      <rect className={styles.hit} x="36" y={row.y} width={width - 36} height={rowHeight} />
      <RowMark
        row={row}
        from={from}
        to={to}
        left={timesWidth - 6}
        right={width - 6}
        rowHeight={rowHeight}
        ink={ink}
        share={shareOfFlight(showingAt(props.story.showings, props.level, row.told.message), cursor, pacing)}
      />
    </g>
  );
}

function RowTime({
  row,
  chosen,
  rowHeight,
  right,
}: {
  readonly row: PlacedRow;
  readonly chosen: boolean;
  readonly rowHeight: number;
  readonly right: number;
}) {
  return (
    <>
      {row.gap && <Gap y={row.gap.y} text={row.gap.text} right={right} />}
      {(rowHeight >= leastForText || chosen) && (
        <text
          className={chosen ? styles.timeSelected : styles.time}
          x={timesWidth - 14}
          y={row.y + rowHeight * 0.62 + 4}
        >
          {row.time}
        </text>
      )}
    </>
  );
}

function Gap({ y, text, right }: { readonly y: number; readonly text: string; readonly right: number }) {
  const middle = (timesWidth + right) / 2;
  return (
    <>
      <text className={styles.gapText} x={timesWidth - 14} y={y + 4}>
        {text}
      </text>
      <path className={styles.gapPaper} d={`M${timesWidth},${y}H${right}`} />
      <path className={styles.gap} d={`M${timesWidth},${y}H${middle - 12}l3,-5l4,10l4,-10l4,10l4,-10l3,5H${right}`} />
    </>
  );
}

/** The rows of the current step, as far as they go. */
function Band({
  stop,
  layout,
  width,
  cursorY,
}: {
  readonly stop: Stop | undefined;
  readonly layout: RowLayout;
  readonly width: number;
  readonly cursorY: number;
}) {
  if (!stop) return null;
  const first = layout.rows.find(({ at }) => at >= stop.from - 1e-6);
  if (!first || stop.kind === 'absent') return null;
  const last = layout.rows.findLast(({ at }) => at < stop.at);
  const from = first.gap ? first.gap.y - 10 : first.y;
  const to = Math.max(last && last.y >= first.y ? last.y + layout.rowHeight : from, Math.min(cursorY, from));
  return <rect className={styles.band} x="0" y={from} width={width} height={Math.max(0, to - from)} />;
}
