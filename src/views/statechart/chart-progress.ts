import type { ChartRoutes } from '../../trace/chart-route.ts';
import { type Leg, outwards } from '../../trace/chart-ways.ts';
import type { Decision, Millis, Transition } from '../../trace/trace.ts';
import { legKey } from './cases.ts';

/** What the trace says of one state, up to the cursor. */
export interface Visit {
  /** When it was entered last, in virtual ms. */
  readonly from: Millis;
  /** When it was left; undefined while it is active. */
  readonly until: Millis | undefined;
  readonly times: number;
}

/** What one actor has done by the cursor. Made anew only when it changes its state. */
export interface ChartProgress {
  /** Path of the active leaf; undefined before the start. */
  readonly active: string | undefined;
  readonly visits: ReadonlyMap<string, Visit>;
  /** Arrows gone along, by `legKey`. */
  readonly taken: ReadonlySet<string>;
  /** Those of the last transition. */
  readonly latest: ReadonlySet<string>;
  /** Those of the transition that comes next in the trace; none before the start. */
  readonly coming: ReadonlySet<string>;
  readonly done: readonly Transition[];
  readonly next: Transition | undefined;
}

/** @param count transitions of the actor up to the cursor, out of `transitions` */
export function chartProgress(routes: ChartRoutes, transitions: readonly Transition[], count: number): ChartProgress {
  const done = transitions.slice(0, count);
  const visits = new Map<string, Visit>();
  const taken = new Set<string>();
  let latest: ReadonlySet<string> = new Set();
  let active: string | undefined;
  for (const transition of done) {
    const route = routes.route(transition);
    latest = new Set(route?.legs.map(keyOf));
    for (const key of latest) taken.add(key);
    const end = { leaf: transition.to, to: transition.to };
    for (const hop of route?.passed ?? [end]) {
      move(visits, active, hop, transition.at);
      active = hop.leaf;
    }
  }
  const next = transitions[count];
  const coming = new Set(next === undefined || active === undefined ? [] : routes.route(next)?.legs.map(keyOf));
  return { active, visits, taken, latest, coming, done, next };
}

const keyOf = ({ from, trigger, to }: Leg): string => legKey(from, trigger, to);

/** Leaves what is not around the new leaf, enters what was not around the old one; what is aimed at is entered anew. */
function move(
  visits: Map<string, Visit>,
  old: string | undefined,
  { leaf, to }: { readonly leaf: string; readonly to: string },
  at: Millis,
): void {
  const around = outwards(leaf);
  const kept = old === undefined ? [] : outwards(old).filter((path) => around.includes(path) && !within(path, to));
  for (const path of old === undefined ? [] : outwards(old)) {
    const visit = visits.get(path);
    if (visit && !kept.includes(path)) visits.set(path, { ...visit, until: at });
  }
  for (const path of around) {
    if (kept.includes(path)) continue;
    visits.set(path, { from: at, until: undefined, times: (visits.get(path)?.times ?? 0) + 1 });
  }
}

const within = (path: string, state: string): boolean => path === state || path.startsWith(`${state}.`);

/** What the actor decided during the last visit of a state, in order of time. */
export function decisionsDuring(decisions: readonly Decision[], visit: Visit, now: Millis): readonly Decision[] {
  const { from, until } = visit;
  // What is decided at the moment of leaving belongs to the state that is entered then.
  return decisions.filter(({ at }) => at >= from && at <= now && (until === undefined || at < until || from === until));
}

/** Innermost states in whose last visit something was refused. */
export function refusedStates(
  { visits }: ChartProgress,
  decisions: readonly Decision[],
  now: Millis,
): ReadonlySet<string> {
  const refused = decisions.filter((each) => each.refused === true);
  const paths = [...visits.keys()].filter((path) => path !== '');
  const leaves = paths.filter((path) => !paths.some((other) => other.startsWith(`${path}.`)));
  return new Set(
    leaves.filter((path) => {
      const visit = visits.get(path);
      return visit !== undefined && decisionsDuring(refused, visit, now).length > 0;
    }),
  );
}
