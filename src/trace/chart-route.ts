import type { ChartDefinition, StateDefinition } from './chart-definition.ts';
import { type Leg, waysThrough } from './chart-ways.ts';
import type { Transition } from './trace.ts';

/** How one recorded transition went through the chart, as far as it can be told. */
export interface Route {
  /** Arrows on every way that there is: these were gone along. */
  readonly legs: readonly Leg[];
  /** Arrows on some ways only: one of them may have been. */
  readonly perhaps: readonly Leg[];
  /** States passed on every way, in order; the last is the one in which it came to rest. */
  readonly passed: readonly Pick<Leg, 'to' | 'leaf'>[];
}

/** A chart that can be asked how a recorded transition went through it. */
export interface ChartRoutes {
  readonly states: ReadonlyMap<string, StateDefinition>;
  /** Undefined where the definition knows no way, as in a trace of another version. */
  readonly route: (transition: Pick<Transition, 'from' | 'to' | 'event'>) => Route | undefined;
}

/**
 * A trace names only the states in which a machine came to rest. Between two of them it may have passed others that
 * take no time, on arrows without a trigger. The definition knows which ways there are; where there are several, only
 * what they have in common is held to be true.
 */
export function chartRoutes({ root }: ChartDefinition): ChartRoutes {
  const states = new Map<string, StateDefinition>();
  collect(root, states);
  const known = new Map<string, Route | undefined>();
  return {
    states,
    route(transition) {
      const key = `${transition.from}>${transition.to}>${transition.event}`;
      if (!known.has(key)) known.set(key, inCommon(waysThrough(states, transition)));
      return known.get(key);
    },
  };
}

function collect(state: StateDefinition, into: Map<string, StateDefinition>): void {
  into.set(state.path, state);
  for (const child of state.states) collect(child, into);
}

function inCommon(ways: readonly (readonly Leg[])[]): Route | undefined {
  const [shortest] = ways.toSorted((a, b) => a.length - b.length);
  if (!shortest) return undefined;
  const onAll = (leg: Leg): boolean => ways.every((way) => way.some((other) => sameLeg(leg, other)));
  const all = ways.flat();
  return {
    legs: shortest.filter(onAll),
    perhaps: all.filter((leg, i) => !onAll(leg) && all.findIndex((other) => sameLeg(leg, other)) === i),
    passed: shortest.filter(({ leaf }) => ways.every((way) => way.some((leg) => leg.leaf === leaf))),
  };
}

const sameLeg = (a: Leg, b: Leg): boolean =>
  a.from === b.from && a.to === b.to && a.trigger.on === b.trigger.on && nameOf(a) === nameOf(b);

const nameOf = ({ trigger }: Leg): string => (trigger.on === 'always' ? '' : trigger.name);
