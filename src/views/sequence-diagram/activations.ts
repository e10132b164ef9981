import type { Story } from '../../story/tell.ts';
import type { Millis } from '../../trace/trace.ts';
import type { Lanes } from './lanes.ts';
import type { RowLayout } from './rows.ts';

/** A process at work between a request and its answer. */
export interface Activation {
  readonly x: number;
  readonly from: number;
  readonly to: number;
  readonly at: Millis;
  readonly endsAt: Millis;
}

/** Bars on the lanes, overlapping ones side by side. */
export function activationsOf(story: Story, layout: RowLayout, lanes: Lanes): readonly Activation[] {
  const open = new Map<string, number[]>();
  const bars: Activation[] = [];
  const middle = layout.rowHeight * 0.7;
  for (const row of layout.rows) {
    const { message } = row.told;
    const answer = story.index.answerOf.get(message.id);
    const end = answer && layout.byId.get(answer.id);
    const column = lanes.columnOf(message.to);
    if (!answer || !end || !column || column.folded || end.y - row.y > 4000) continue;
    const busy = (open.get(column.id) ?? []).filter((until) => until > row.y);
    const depth = busy.length;
    open.set(column.id, [...busy, end.y]);
    bars.push({
      x: column.x + depth * 7,
      from: row.y + middle,
      to: end.y + middle,
      at: message.receivedAt,
      endsAt: answer.sentAt,
    });
  }
  return bars;
}
