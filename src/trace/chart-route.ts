import type { ChartDefinition, StateDefinition, TransitionDefinition, Trigger } from './chart-definition.ts';
import type { Transition } from './trace.ts';

/** One arrow of the chart that was gone along. */
export interface Leg {
  /** Path of the state that owns the arrow; an ancestor of the active one where the whole compound state reacts. */
  readonly from: string;
  readonly trigger: Trigger;
  readonly to: string;
  /** Path of the leaf that was entered. */
  readonly leaf: string;
}

/** A chart that can be asked how one recorded transition went through it. */
export interface ChartRoutes {
  readonly states: ReadonlyMap<string, StateDefinition>;
  /** Legs of the shortest way; undefined where the definition knows none, as in a trace of another version. */
  readonly route: (transition: Pick<Transition, 'from' | 'to' | 'event'>) => readonly Leg[] | undefined;
}

/** More states than this in a row that take no time: a cycle. */
const longest = 12;

/**
 * A trace names only the states in which a machine came to rest. Between two of them it may have passed others that
 * take no time, on arrows without a trigger: those are found in the definition.
 */
export function chartRoutes({ root }: ChartDefinition): ChartRoutes {
  const states = new Map<string, StateDefinition>();
  collect(root, states);
  const known = new Map<string, readonly Leg[] | undefined>();
  return {
    states,
    route({ from, to, event }) {
      const key = `${from}>${to}>${event}`;
      if (!known.has(key)) known.set(key, from === '' ? started(states, to) : found(states, from, to, event));
      return known.get(key);
    },
  };
}

function collect(state: StateDefinition, into: Map<string, StateDefinition>): void {
  into.set(state.path, state);
  for (const child of state.states) collect(child, into);
}

/** Where entering a state leads: down its initial children to a leaf. */
export function leafOf(states: ReadonlyMap<string, StateDefinition>, path: string): string {
  const initial = states.get(path)?.initial;
  return initial === undefined ? path : leafOf(states, initial);
}

/** A state and those around it, the innermost first; the root is the last. */
export function outwards(path: string): readonly string[] {
  if (path === '') return [''];
  const dot = path.lastIndexOf('.');
  return [path, ...outwards(dot < 0 ? '' : path.slice(0, dot))];
}

type States = ReadonlyMap<string, StateDefinition>;

function started(states: States, to: string): readonly Leg[] | undefined {
  const first = leafOf(states, '');
  return first === to ? [] : shortest(states, [{ at: first, legs: [] }], to);
}

function found(states: States, from: string, to: string, event: string): readonly Leg[] | undefined {
  const named = ({ trigger }: TransitionDefinition) => trigger.on !== 'always' && trigger.name === event;
  const first: Way[] = steps(states, from, named).map((leg) => ({ at: leg.leaf, legs: [leg] }));
  // Acting without leaving may be what lets an arrow without a trigger be taken.
  const stayed = outwards(from).some((path) =>
    states.get(path)?.transitions.some((each) => named(each) && each.target === undefined),
  );
  return shortest(states, stayed ? [...first, { at: from, legs: [] }] : first, to);
}

interface Way {
  readonly at: string;
  readonly legs: readonly Leg[];
}

function shortest(states: States, beginnings: readonly Way[], to: string): readonly Leg[] | undefined {
  let ways = beginnings;
  const seen = new Set<string>();
  for (let length = 0; length <= longest && ways.length > 0; length += 1) {
    const there = ways.find(({ at, legs }) => at === to && legs.length > 0);
    if (there) return there.legs;
    ways = ways.flatMap(({ at, legs }) => {
      if (seen.has(at)) return [];
      seen.add(at);
      const next = steps(states, at, ({ trigger }) => trigger.on === 'always');
      return next.map((leg) => ({ at: leg.leaf, legs: [...legs, leg] }));
    });
  }
  return undefined;
}

function steps(states: States, at: string, matches: (transition: TransitionDefinition) => boolean): readonly Leg[] {
  return outwards(at).flatMap((path) =>
    (states.get(path)?.transitions ?? [])
      .filter(matches)
      .flatMap(({ target, trigger }) =>
        target === undefined ? [] : [{ from: path, trigger, to: target, leaf: leafOf(states, target) }],
      ),
  );
}
