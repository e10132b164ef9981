import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { ChartDefinition, StateDefinition, TransitionDefinition, Trigger } from '../trace/chart-definition.ts';
import { machines } from './machines.ts';

/** Every machine that runs, as it is to be drawn. */
export function chartDefinitions(): Readonly<Record<string, ChartDefinition>> {
  return Object.fromEntries(Object.entries(machines).map(([name, machine]) => [name, chartDefinition(machine)]));
}

/**
 * The machine without what makes it run: read off its states, with no context made and no guard asked. Actions and
 * guards written in place have no name and are left out; the machines here name theirs.
 */
export function chartDefinition(machine: AnyStateMachine): ChartDefinition {
  return { machine: machine.id, root: stateDefinition(machine.root) };
}

function stateDefinition(node: AnyStateNode): StateDefinition {
  const initial = node.type === 'compound' ? node.initial.target[0] : undefined;
  return {
    path: pathOf(node),
    name: node.key,
    kind: node.type === 'history' ? 'atomic' : node.type,
    ...(node.description === undefined ? {} : { description: node.description }),
    ...(initial === undefined ? {} : { initial: pathOf(initial) }),
    entry: namesOf(node.entry),
    transitions: [...[...node.transitions.values()].flat(), ...(node.always ?? [])].map(transitionDefinition),
    states: Object.values(node.states).map(stateDefinition),
  };
}

const pathOf = (node: AnyStateNode): string => node.path.join('.');

type NodeTransition = NonNullable<AnyStateNode['always']>[number];

function transitionDefinition({ eventType, guard, actions, target }: NodeTransition): TransitionDefinition {
  const [goal] = target ?? [];
  const [condition] = namesOf(guard === undefined ? [] : [guard]);
  return {
    trigger: triggerOf(eventType),
    ...(condition === undefined ? {} : { guard: condition }),
    actions: namesOf(actions),
    ...(goal === undefined ? {} : { target: pathOf(goal) }),
  };
}

/** `xstate.after.every 1 s.kubelet.listing` is the delay `every 1 s`, as the engine names it in the trace. */
function triggerOf(eventType: string): Trigger {
  if (eventType === '') return { on: 'always' };
  const delay = /^xstate\.after\.([^.]+)/.exec(eventType)?.[1];
  return delay === undefined ? { on: 'event', name: eventType } : { on: 'delay', name: delay };
}

/** Names, in order; what XState adds for its own timers is a function, and has none. */
const namesOf = (given: readonly unknown[]): readonly string[] =>
  given.flatMap((each) => {
    if (typeof each === 'string') return [each];
    const named = typeof each === 'object' && each !== null && 'type' in each ? each.type : undefined;
    return typeof named === 'string' ? [named] : [];
  });
