import type { StateDefinition, TransitionDefinition, Trigger } from './chart-definition.ts';
import type { Transition } from './trace.ts';

/** One arrow of the chart. */
export interface Leg {
  /** Path of the state that owns the arrow; an ancestor of the active one where the whole compound state reacts. */
  readonly from: string;
  readonly trigger: Trigger;
  readonly to: string;
  /** Path of the leaf that is entered. */
  readonly leaf: string;
}

export type States = ReadonlyMap<string, StateDefinition>;
type Way = readonly Leg[];

/** More arrows than this at one moment: a cycle. */
const longest = 12;

/** All ways that lead from one state of rest to the next, no state passed twice; from the start, the first is entered. */
export function waysThrough(states: States, { from, to, event }: Pick<Transition, 'from' | 'to' | 'event'>): Way[] {
  const search = new Search(states, to);
  if (from === '') {
    const start = leafOf(states, '');
    search.goOn(start, [{ from: '', trigger: { on: 'always' }, to: start, leaf: start }], new Map());
  } else {
    search.on(from, (trigger) => trigger.on !== 'always' && trigger.name === event);
    // Acting without leaving may be what lets an arrow without a trigger be taken.
    if (stays(states, from, event)) search.goOn(from, [], new Map());
  }
  return search.found;
}

/** Where entering a state leads: down its initial children to a leaf. */
export function leafOf(states: States, path: string): string {
  const initial = states.get(path)?.initial;
  return initial === undefined ? path : leafOf(states, initial);
}

/** A state and those around it, the innermost first; the root is the last. */
export function outwards(path: string): readonly string[] {
  if (path === '') return [''];
  const dot = path.lastIndexOf('.');
  return [path, ...outwards(dot < 0 ? '' : path.slice(0, dot))];
}

const stays = (states: States, from: string, event: string): boolean =>
  outwards(from).some((path) =>
    states
      .get(path)
      ?.transitions.some(
        ({ trigger, target }) => trigger.on !== 'always' && trigger.name === event && target === undefined,
      ),
  );

class Search {
  readonly found: Way[] = [];

  constructor(
    private readonly states: States,
    private readonly goal: string,
  ) {}

  /** Takes an arrow that `matches` out of `at`, then whatever needs no trigger. */
  on(at: string, matches: (trigger: Trigger) => boolean, way: Way = [], held: Guards = new Map()): void {
    for (const path of outwards(at)) {
      const cases = (this.states.get(path)?.transitions ?? []).filter(({ trigger }) => matches(trigger));
      for (const [i, each] of cases.entries()) {
        if (each.target === undefined) continue;
        const now = assuming(held, cases.slice(0, i), each);
        const leaf = leafOf(this.states, each.target);
        if (now === undefined || way.some((leg) => leg.leaf === leaf)) continue;
        const leg = { from: path, trigger: each.trigger, to: each.target, leaf };
        this.goOn(leaf, [...way, leg], this.acts(at, leaf, each) ? new Map() : now);
      }
    }
  }

  goOn(at: string, way: Way, held: Guards): void {
    if (at === this.goal && way.length > 0) this.found.push(way);
    if (way.length < longest) this.on(at, (trigger) => trigger.on === 'always', way, held);
  }

  /** Whether anything is done on the way that could change what the guards look at. */
  private acts(from: string, leaf: string, { actions, target = '' }: TransitionDefinition): boolean {
    const kept = outwards(from).filter((path) => path !== target && !path.startsWith(`${target}.`));
    const entered = outwards(leaf).filter((path) => !kept.includes(path));
    return actions.length > 0 || entered.some((path) => (this.states.get(path)?.entry.length ?? 0) > 0);
  }
}

/** What guards have said since anything was last done; they say the same as long as nothing is. */
type Guards = ReadonlyMap<string, boolean>;

/** A case is taken when its own guard holds and those of the cases before it do not; undefined if that is impossible. */
function assuming(
  held: Guards,
  before: readonly TransitionDefinition[],
  taken: TransitionDefinition,
): Guards | undefined {
  const now = new Map(held);
  for (const each of [...before, taken]) {
    const holds = each === taken;
    // A case without a guard before this one would always be taken first.
    if (each.guard === undefined && !holds) return undefined;
    if (each.guard === undefined) continue;
    if ((now.get(each.guard) ?? holds) !== holds) return undefined;
    now.set(each.guard, holds);
  }
  return now;
}
