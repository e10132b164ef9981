import type { Lanes } from './lanes.ts';
import styles from './sequence-diagram.module.css';

interface LaneHeadProps {
  readonly lanes: Lanes;
  readonly lit: ReadonlySet<string>;
  readonly width: number;
  readonly onFold: (lane: string) => void;
}

export const headHeight = 60;

/** Names of the lanes, with the groups above them. */
export function LaneHead({ lanes, lit, width, onFold }: LaneHeadProps) {
  return (
    <svg className={styles.head} width={width} height={headHeight} role="presentation">
      {groupsOf(lanes).map(({ name, from, to }) => (
        <g key={name}>
          <text className={styles.group} x={from + 2} y="13">
            {name}
          </text>
          <path className={styles.groupLine} d={`M${from},19.5H${to}`} />
        </g>
      ))}
      {lanes.columns.map(({ id, name, x, width: room, folded }) =>
        folded ? (
          // biome-ignore lint/a11y/noStaticElementInteractions: the same nodes can be chosen in the table
          <text
            key={id}
            className={styles.foldedName}
            transform={`translate(${x + 4},${headHeight - 4}) rotate(-90)`}
            onClick={() => onFold(id)}
          >
            {name.slice(0, 10)}
          </text>
        ) : (
          <text key={id} className={lit.has(id) ? styles.laneLit : styles.lane} x={x}>
            {broken(name, room).map((part, place, parts) => (
              <tspan key={part} x={x} y={headHeight - 8 - (parts.length - 1 - place) * 13.5}>
                {part}
              </tspan>
            ))}
          </text>
        ),
      )}
    </svg>
  );
}

/** A name broken at its hyphens, if it does not fit into one line. */
function broken(name: string, room: number): string[] {
  if (name.length * 6.4 <= room || !name.includes('-')) return [name];
  const cut = name.indexOf('-') + 1;
  return [name.slice(0, cut), name.slice(cut)];
}

function groupsOf({ columns }: Lanes): { name: string; from: number; to: number }[] {
  const groups: { name: string; from: number; to: number }[] = [];
  for (const { group, x, width } of columns) {
    if (group === '') continue;
    const last = groups.at(-1);
    if (last?.name === group) last.to = x + width / 2 - 4;
    else groups.push({ name: group, from: x - width / 2 + 4, to: x + width / 2 - 4 });
  }
  return groups;
}
