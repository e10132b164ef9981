import type { ChartDefinition, StateDefinition } from './chart-definition.ts';
import { arrowTo, type Leg, leafOf } from './chart-ways.ts';
import type { Transition } from './trace.ts';

/** How one recorded transition went through the chart. */
export interface Route {
  /** The arrows that it went along, in order. */
  readonly legs: readonly Leg[];
  /** The states that it entered, in order; the last is the one in which it came to rest. */
  readonly passed: readonly Pick<Leg, 'to' | 'leaf'>[];
}

/** A chart that can be asked how a recorded transition went through it. */
export interface ChartRoutes {
  readonly states: ReadonlyMap<string, StateDefinition>;
  /** Undefined where the definition knows no such way, as in a trace of another version. */
  readonly route: (transition: Pick<Transition, 'from' | 'via' | 'to' | 'event'>) => Route | undefined;
}

/** The arrows behind the states that a trace names: an event or a delay opens the first, the others need no trigger. */
export function chartRoutes({ root }: ChartDefinition): ChartRoutes {
  const states = new Map<string, StateDefinition>();
  collect(root, states);
  return { states, route: (transition) => routeOf(states, transition) };
}

function collect(state: StateDefinition, into: Map<string, StateDefinition>): void {
  into.set(state.path, state);
  for (const child of state.states) collect(child, into);
}

function routeOf(
  states: ChartRoutes['states'],
  { from, via = [], to, event }: Pick<Transition, 'from' | 'via' | 'to' | 'event'>,
): Route | undefined {
  const entered = [...via, to];
  // A chart that was at work before the record begins is first seen where it rests.
  if (from === '' && entered[0] !== leafOf(states, '')) return { legs: [], passed: [{ to, leaf: to }] };
  const legs: Leg[] = [];
  let at = from;
  for (const [place, leaf] of entered.entries()) {
    const leg =
      at === ''
        ? ({ from: '', trigger: { on: 'always' }, to: leaf, leaf } satisfies Leg)
        : ((place === 0 ? arrowTo(states, at, leaf, (by) => by.on !== 'always' && by.name === event) : undefined) ??
          // An event may be acted upon without leaving, and so let an arrow without a trigger be taken.
          arrowTo(states, at, leaf, (by) => by.on === 'always'));
    if (leg === undefined) return undefined;
    legs.push(leg);
    at = leaf;
  }
  return { legs, passed: legs };
}
