import type { StateDefinition, Trigger } from './chart-definition.ts';

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

/** The arrow that leads from one active leaf to another by a trigger that `matches`; the innermost state's goes first. */
export function arrowTo(
  states: States,
  at: string,
  goal: string,
  matches: (trigger: Trigger) => boolean,
): Leg | undefined {
  for (const from of outwards(at)) {
    for (const { trigger, target } of states.get(from)?.transitions ?? []) {
      if (target !== undefined && matches(trigger) && leafOf(states, target) === goal)
        return { from, trigger, to: target, leaf: goal };
    }
  }
  return undefined;
}
