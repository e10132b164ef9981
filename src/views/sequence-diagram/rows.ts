import { aboutOf } from '../../story/about.ts';
import type { Classified } from '../../story/classify.ts';
import { type Level, shownAt } from '../../story/level.ts';
import type { StoryRow } from '../../story/story-rows.ts';
import type { Story } from '../../story/tell.ts';
import { clock, duration } from '../../story/words.ts';
import { countUpTo } from '../../trace/binary-search.ts';
import type { EntryId, Message, Millis } from '../../trace/trace.ts';

/** One arrow, or several alike ones folded into one. */
export interface DiagramRow {
  readonly id: EntryId;
  readonly at: Millis;
  readonly label: string;
  readonly told: Classified;
  readonly all: readonly Classified[];
  /** Arrived, the last of them. */
  readonly until: Millis;
  /** A folded row that can be unfolded, or one of its parts. */
  readonly nesting: 'none' | 'folded' | 'unfolded' | 'part';
}

/** Rows lower than this, in px, have room for their arrow alone: no text is drawn smaller than 12 px. */
export const leastForText = 16;

/** A row in its place. */
export interface PlacedRow extends DiagramRow {
  readonly y: number;
  readonly time: string;
  /** A break above it, with the time that passed. */
  readonly gap: { readonly y: number; readonly text: string } | undefined;
}

export interface RowLayout {
  readonly rows: readonly PlacedRow[];
  readonly rowHeight: number;
  readonly height: number;
  readonly byId: ReadonlyMap<EntryId, PlacedRow>;
  /** The row of a message, also of one that is folded into it. */
  readonly rowOf: (id: EntryId) => PlacedRow | undefined;
}

export interface RowChoice {
  readonly level: Level;
  readonly unfolded: ReadonlySet<EntryId>;
  readonly followed: string | undefined;
  /** Only messages that begin or end in one lane. */
  readonly touches: ((message: Message) => boolean) | undefined;
  readonly search: string;
}

export function rowsFor(
  story: Story,
  { level, unfolded, followed, touches, search }: RowChoice,
): readonly DiagramRow[] {
  const rows = level === 'story' ? story.rows.flatMap((row) => storyRow(row, unfolded)) : messageRows(story, level);
  const wanted = search.trim().toLowerCase();
  return rows.filter(({ all, label }) => {
    if (followed !== undefined && !all.some(({ message }) => aboutOf(story.index, message)?.startsWith(followed)))
      return false;
    if (touches && !all.some(({ message }) => touches(message))) return false;
    return (
      wanted === '' || label.toLowerCase().includes(wanted) || all.some((told) => searchable(told).includes(wanted))
    );
  });
}

function searchable({ message, label }: Classified): string {
  return `${label} ${message.from} ${message.to} ${message.body.type} ${'path' in message.body ? message.body.path : ''}`.toLowerCase();
}

function storyRow(row: StoryRow, unfolded: ReadonlySet<EntryId>): DiagramRow[] {
  const [first] = row.messages;
  const many = row.messages.length > 1;
  const open = many && unfolded.has(row.id);
  const head: DiagramRow = {
    id: row.id,
    at: row.at,
    label: row.label,
    told: first,
    all: row.messages,
    until: row.until,
    nesting: many ? (open ? 'unfolded' : 'folded') : 'none',
  };
  if (!open) return [head];
  return [
    head,
    ...row.messages
      .slice(1)
      .map((told): DiagramRow => ({ ...single(told), at: Math.max(row.at, told.message.sentAt), nesting: 'part' })),
  ];
}

const single = (told: Classified): DiagramRow => ({
  id: told.message.id,
  at: told.message.sentAt,
  label: told.label,
  told,
  all: [told],
  until: told.message.receivedAt,
  nesting: 'none',
});

function messageRows(story: Story, level: Level): DiagramRow[] {
  return [...story.classes.values()].filter((told) => shownAt(told.level, level)).map(single);
}

const gapHeight = 20;

/** Rows in order, not in linear time; a long pause is a break with the time that passed. */
export function placeRows(rows: readonly DiagramRow[], level: Level, rowHeight: number): RowLayout {
  const longest = level === 'story' ? 250 : 40;
  let y = 12;
  let busyUntil = 0;
  let shownTime = '';
  const placed = rows.map((row, place): PlacedRow => {
    const pause = row.at - busyUntil;
    const gap = place > 0 && pause > longest ? { y: y + gapHeight / 2, text: `+${duration(pause)}` } : undefined;
    if (gap) y += gapHeight;
    busyUntil = Math.max(busyUntil, row.until, row.at);
    const time = clock(row.told.message.sentAt);
    const repeated = time === shownTime;
    shownTime = time;
    const here = { ...row, y, gap, time: repeated ? '' : time };
    y += rowHeight;
    return here;
  });
  const byId = new Map(placed.map((row) => [row.id, row]));
  const rowOf = (id: EntryId) =>
    byId.get(id) ?? placed.find(({ all }) => all.length > 1 && all.some(({ message }) => message.id === id));
  return { rows: placed, rowHeight, height: y + 12, byId, rowOf };
}

/** Where the cursor stands: it passes a row while its message flies, then what is between the rows. */
export function cursorY({ rows, rowHeight }: RowLayout, at: Millis, toViewing: (at: Millis) => number): number {
  const passed = countUpTo(rows, at, (each) => each.at);
  const row = rows[passed - 1];
  if (!row) return 6;
  const next = rows[passed];
  const bottom = row.y + rowHeight;
  const nextAt = next?.at ?? Number.POSITIVE_INFINITY;
  const arrived = Math.min(row.until, nextAt);
  if (at < arrived) return row.y + rowHeight * share(toViewing, row.at, arrived, at);
  if (!next) return bottom;
  return bottom + (next.y - bottom) * share(toViewing, arrived, nextAt, at);
}

function share(toViewing: (at: Millis) => number, from: Millis, to: Millis, at: Millis): number {
  const [a, b, now] = [toViewing(from), toViewing(to), toViewing(at)];
  return b > a ? Math.min(Math.max((now - a) / (b - a), 0), 1) : 1;
}
