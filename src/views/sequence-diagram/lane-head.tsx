import { type KeyboardEvent, useRef, useState } from 'react';
import { groupOfSpine, type LaneColumn, type Lanes } from './lanes.ts';
import styles from './sequence-diagram.module.css';

interface LaneHeadProps {
  readonly lanes: Lanes;
  readonly lit: ReadonlySet<string>;
  readonly width: number;
  /** How far the diagram is panned to the right, in px. */
  readonly panned: number;
  readonly from: number;
  /** The lane that alone is shown. */
  readonly only: string | undefined;
  readonly onFold: (group: string) => void;
  readonly onLane: (lane: string | undefined) => void;
}

export const headHeight = 60;

/** A word in the head that can be pressed. */
interface HeadItem {
  readonly id: string;
  readonly says: string;
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly act: () => void;
  readonly draw: React.ReactNode;
}

/** Names of the lanes, with the groups above them: a lane shows its messages alone, a group folds. One tab stop, arrows inside. */
export function LaneHead(props: LaneHeadProps) {
  const { width, panned, from } = props;
  const items = itemsOf(props);
  const [at, setAt] = useState(0);
  const drawn = useRef<SVGSVGElement>(null);
  const here = Math.min(at, items.length - 1);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const next = Math.min(Math.max(here + step, 0), items.length - 1);
    setAt(next);
    drawn.current?.querySelectorAll<SVGGElement>('[role="button"]')[next]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <svg
      ref={drawn}
      className={styles.head}
      width={width}
      height={headHeight}
      role="toolbar"
      aria-label="Lanes"
      onKeyDown={move}
    >
      <clipPath id="lane-heads">
        <rect x={from - 8} width={width} height={headHeight} />
      </clipPath>
      <g clipPath="url(#lane-heads)">
        <g transform={`translate(${-panned},0)`}>
          {items.map(({ id, says, pressed, expanded, act, draw }, place) => (
            // biome-ignore lint/a11y/useSemanticElements: a button in a drawing
            <g
              key={id}
              role="button"
              tabIndex={place === here ? 0 : -1}
              className={styles.headItem}
              aria-label={says}
              aria-pressed={pressed}
              aria-expanded={expanded}
              onFocus={() => setAt(place)}
              onClick={act}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' && event.key !== ' ') return;
                event.preventDefault();
                event.stopPropagation();
                act();
              }}
            >
              {draw}
            </g>
          ))}
        </g>
      </g>
    </svg>
  );
}

function itemsOf({ lanes, lit, only, onFold, onLane }: LaneHeadProps): readonly HeadItem[] {
  const groups = groupsOf(lanes).map(
    ({ name, key, from, to }): HeadItem => ({
      id: `fold ${name}`,
      says: `${name}: fold`,
      expanded: true,
      act: () => onFold(key),
      draw: (
        <>
          <rect className={styles.hit} x={from} y="0" width={to - from} height="24" />
          <text className={styles.group} x={from + 2} y="13">
            {name}
          </text>
          <path className={styles.groupLine} d={`M${from},19.5H${to}`} />
        </>
      ),
    }),
  );
  return [...groups, ...lanes.columns.map((column) => laneItem(column, { lit, only, onFold, onLane }))];
}

function laneItem(
  column: LaneColumn,
  { lit, only, onFold, onLane }: Pick<LaneHeadProps, 'lit' | 'only' | 'onFold' | 'onLane'>,
): HeadItem {
  const { id, name, x, width, folded } = column;
  const group = groupOfSpine(id);
  const ground = (
    <rect
      className={styles.hit}
      x={x - width / 2}
      y={folded ? 0 : 24}
      width={width}
      height={folded ? headHeight : 36}
    />
  );
  if (folded && group !== undefined) {
    return { id, says: `${name}: unfold`, expanded: false, act: () => onFold(group), draw: spineName(column, ground) };
  }
  const pressed = only === id;
  const act = () => onLane(pressed ? undefined : id);
  const says = `${name}: only its messages`;
  if (folded) return { id, says, pressed, act, draw: spineName(column, ground) };
  const parts = broken(name, width);
  const draw = (
    <>
      {ground}
      <text className={lit.has(id) ? styles.laneLit : styles.lane} x={x}>
        {parts.map((part, place) => (
          <tspan key={part} x={x} y={headHeight - 8 - (parts.length - 1 - place) * 13.5}>
            {part}
          </tspan>
        ))}
      </text>
      {pressed && (
        <path className={styles.onlyLane} d={`M${x - width / 2 + 4},${headHeight - 2}H${x + width / 2 - 4}`} />
      )}
    </>
  );
  return { id, says, pressed, act, draw };
}

function spineName({ x, name }: LaneColumn, ground: React.ReactNode) {
  return (
    <>
      {ground}
      <text className={styles.foldedName} transform={`translate(${x + 4},${headHeight - 4}) rotate(-90)`}>
        {name.length > 13 ? `${name.slice(0, 12)}…` : name}
      </text>
    </>
  );
}

/** A name broken at its hyphens, if it does not fit into one line. */
function broken(name: string, room: number): string[] {
  if (name.length * 6.4 <= room || !name.includes('-')) return [name];
  const cut = name.indexOf('-') + 1;
  return [name.slice(0, cut), name.slice(cut)];
}

interface Group {
  readonly name: string;
  /** What folds: the part of the lanes' ids before the process, or the group's own name. */
  readonly key: string;
  readonly from: number;
  to: number;
}

function groupsOf({ columns }: Lanes): readonly Group[] {
  const groups: Group[] = [];
  for (const { id, group, x, width } of columns) {
    if (group === '') continue;
    const last = groups.at(-1);
    if (last?.name === group) last.to = x + width / 2 - 4;
    else {
      const slash = id.indexOf('/');
      const key = slash < 0 ? group : id.slice(0, slash);
      groups.push({ name: group, key, from: x - width / 2 + 4, to: x + width / 2 - 4 });
    }
  }
  return groups;
}
