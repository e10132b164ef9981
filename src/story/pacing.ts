import { countUpTo } from '../trace/binary-search.ts';
import type { Message, Millis, Trace } from '../trace/trace.ts';
import type { Classified } from './classify.ts';
import { type Level, shownAt } from './level.ts';
import type { Showing, Showings } from './showing.ts';
import type { StoryRow } from './story-rows.ts';

/** Viewing time, in real milliseconds at normal speed, against cluster time, in virtual ones. Monotone both ways. */
export interface Pacing {
  /** Viewing time of the whole run, in ms. */
  readonly length: number;
  readonly toViewing: (at: Millis) => number;
  readonly toCluster: (viewing: number) => Millis;
}

/** Something that must be seen flying for at least `least` ms. */
export interface Flight {
  readonly from: Millis;
  readonly to: Millis;
  readonly least: number;
}

/** How long a message flies at least, in ms of viewing time. */
export const leastFlight: Readonly<Record<Level, number>> = { story: 900, detail: 400, everything: 120 };

const instant = 0.001;

/** Viewing time of a gap of `gap` virtual ms in which nothing flies. */
export const viewingOfGap = (gap: number): number => Math.min(1200, 140 * Math.log2(1 + gap / 5));

/** A piecewise linear curve: flights that overlap share their time, gaps are shortened. */
export function paced(flights: readonly Flight[], until: Millis): Pacing {
  const sorted = flights
    .map(({ from, to, least }) => ({
      from,
      to: Math.max(to, from + instant),
      rate: least / Math.max(to - from, instant),
    }))
    .toSorted((a, b) => a.from - b.from);
  const knots = [...new Set([0, until, ...sorted.flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at >= 0)
    .toSorted((a, b) => a - b);
  const viewing: number[] = [0];
  let active: typeof sorted = [];
  let next = 0;
  for (let place = 1; place < knots.length; place += 1) {
    const start = knots[place - 1] ?? 0;
    const span = (knots[place] ?? start) - start;
    active = active.filter(({ to }) => to > start);
    for (let flight = sorted[next]; flight && flight.from <= start; flight = sorted[next]) {
      active.push(flight);
      next += 1;
    }
    const rate = active.reduce((fastest, flight) => Math.max(fastest, flight.rate), 0);
    viewing.push((viewing[place - 1] ?? 0) + (rate > 0 ? rate * span : viewingOfGap(span)));
  }
  return curve(knots, viewing);
}

function curve(cluster: readonly number[], viewing: readonly number[]): Pacing {
  const through = (xs: readonly number[], ys: readonly number[]) => (x: number) => {
    const place = Math.min(
      Math.max(
        countUpTo(xs, x, (each) => each),
        1,
      ),
      xs.length - 1,
    );
    const [x0 = 0, x1 = 0, y0 = 0, y1 = 0] = [xs[place - 1], xs[place], ys[place - 1], ys[place]];
    const share = x1 === x0 ? 0 : Math.min(Math.max((x - x0) / (x1 - x0), 0), 1);
    return y0 + share * (y1 - y0);
  };
  return { length: viewing.at(-1) ?? 0, toViewing: through(cluster, viewing), toCluster: through(viewing, cluster) };
}

interface Shown {
  readonly rows: readonly StoryRow[];
  readonly showings: Showings;
}

/** The pacing of a run at one level; messages folded into one story row share the time of one and a half. */
export function pacingOf(trace: Trace, classes: Iterable<Classified>, { rows, showings }: Shown, level: Level): Pacing {
  const until = trace.scenario.until;
  if (level !== 'story') {
    const shown = [...classes].filter((each) => shownAt(each.level, level));
    const flights = shown.map(({ message: { sentAt, receivedAt } }) => ({
      from: sentAt,
      to: receivedAt,
      least: leastFlight[level],
    }));
    return paced(flights, until);
  }
  const flights = rows.flatMap(({ messages }) => {
    const least =
      messages.length === 1 ? leastFlight.story : Math.max(240, (1.5 * leastFlight.story) / messages.length);
    return messages.map(({ message: { id, sentAt, receivedAt } }) => ({
      least,
      ...(showings.get(id) ?? { from: sentAt, to: receivedAt }),
    }));
  });
  return paced(flights, until);
}

/** How far a message has come, 0 to 1: smoothstep of viewing time between sent and received. */
export function shareOfFlight({ from: sent, to: received }: Showing, at: Millis, pacing: Pacing): number {
  if (at >= received) return 1;
  if (at <= sent) return 0;
  const [from, to, now] = [pacing.toViewing(sent), pacing.toViewing(received), pacing.toViewing(at)];
  const share = to > from ? (now - from) / (to - from) : 1;
  return share * share * (3 - 2 * share);
}

/** When a message is seen to fly at a level: its true times, but for the story's order of steps. */
export function showingAt(showings: Showings, level: Level, { id, sentAt, receivedAt }: Message): Showing {
  return (level === 'story' ? showings.get(id) : undefined) ?? { from: sentAt, to: receivedAt };
}
